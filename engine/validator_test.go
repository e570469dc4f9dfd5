package engine_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
)

// Every submission, of journeys and of scenarios, is valid for a validator that
// is not ours, in its strict mode. It needs Node.
func TestSubmissionsAreValidElsewhere(t *testing.T) {
	dir := t.TempDir()
	sent := 0
	for id, p := range shipped(t) {
		var answers []json.RawMessage
		for _, trip := range trips(p, journeys/2) {
			if trip.Record != nil {
				answers = append(answers, trip.Record.Answers)
			}
		}
		sent += writeSubmissions(t, dir, id, p, answers)
	}
	sent += scenarioSubmissions(t, dir)
	out := validateElsewhere(t, dir)
	t.Log(out)
	if want := fmt.Sprintf(", %d valid, 0 wrong", sent); !strings.Contains(out, want) {
		t.Errorf("want %q, got\n%s", want, out)
	}
}

// writeSubmissions lays a schema and what must be valid for it in a folder.
func writeSubmissions(t *testing.T, dir, name string, p *engine.Program, answers []json.RawMessage) int {
	t.Helper()
	for inlined, inline := range map[string]bool{"": false, "-inline": true} {
		schema, err := p.Schema(inline)
		if err != nil {
			t.Fatal(err)
		}
		list, err := json.Marshal(append([]json.RawMessage{}, answers...))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name+inlined)
		if err := errors.Join(os.WriteFile(file+".schema.json", schema, 0o644), os.WriteFile(file+".submissions.json", list, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return 2 * len(answers)
}

// scenarioSubmissions plays all scenarios; parameters change with them, and
// with those the program.
func scenarioSubmissions(t *testing.T, dir string) (sent int) {
	t.Helper()
	for _, root := range []fs.FS{definitions.Services(), os.DirFS("../examples")} {
		for id, files := range services(t, root) {
			byProgram := map[*engine.Program][]json.RawMessage{}
			for _, s := range submitted(t, files) {
				byProgram[s.Program] = append(byProgram[s.Program], s.Record.Answers)
			}
			for p, answers := range byProgram {
				delete(byProgram, p)
				sent += writeSubmissions(t, dir, fmt.Sprintf("%s-scenarios-%d", id, len(byProgram)), p, answers)
			}
		}
	}
	return sent
}

// submitted gives what the scenarios of a service store.
func submitted(t *testing.T, service fs.FS) (out []scenario.Sent) {
	t.Helper()
	stories, faults := scenario.ReadAll(service)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	loaded, faults := definitions.ReadService(service, definitions.Library())
	if faults.Blocking() {
		t.Fatal(faults)
	}
	programs := map[string]*engine.Program{} // each set of parameters is compiled once
	compile := func(params engine.Params) (*engine.Program, definitions.Faults) {
		key := fmt.Sprint(params)
		if p := programs[key]; p != nil {
			return p, nil
		}
		p, faults := engine.Compile(loaded, pisa(t), params)
		programs[key] = p
		return p, faults
	}
	for file, s := range stories {
		out = append(out, scenario.Play(file, s, compile).Submitted...)
	}
	return out
}

// validateElsewhere runs the validator over a folder; it is installed from its
// lock file if it is missing.
func validateElsewhere(t *testing.T, dir string) string {
	t.Helper()
	const tool = "testdata/ajv"
	if _, err := os.Stat(filepath.Join(tool, "node_modules", "ajv")); err != nil {
		install := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--silent")
		install.Dir = tool
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm ci: %v\n%s", err, out)
		}
	}
	out, err := exec.Command("node", filepath.Join(tool, "check.mjs"), dir).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("node: %v", err)
	}
	return string(out)
}

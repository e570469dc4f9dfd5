package corpus_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
)

// clauses are the clauses of the laws that can be shown with a definition,
// answers and what must come of them. Each has a case at least.
var clauses = strings.Fields(`
	3-a 4-a 4-b 6-a 6-b 7-a 7-b 10-a 10-b 10-c 10-d
	11-a 12-a
	13-a 13-b 13-c 13-d 13-e
	14-a 14-b 14-c 14-d 14-e 14-f 14-g 14-h 14-i
	15-a 15-b 15-c 16-a 16-b
	17-a 17-b 17-c 17-d
	18-a 18-b 19-a
	21-a 22-a 23-a 26-a 27-a 27-b 28-a`)

func TestEveryClauseHasACase(t *testing.T) {
	var have []string
	for _, dir := range cases(t) {
		clause := clauseOf(dir)
		if !slices.Contains(clauses, clause) {
			t.Errorf("%s is a case of %q, which is no clause", dir, clause)
		}
		have = append(have, clause)
	}
	for _, clause := range clauses {
		if !slices.Contains(have, clause) {
			t.Errorf("clause %s has no case", clause)
		}
	}
}

// clauseOf reads the clause from a folder named 14-b-waits.
func clauseOf(dir string) string {
	parts := strings.SplitN(path.Base(dir), "-", 3)
	return strings.Join(parts[:min(2, len(parts))], "-")
}

func TestReadmeNamesEveryCase(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range cases(t) {
		if name := path.Base(dir); !strings.Contains(string(readme), "`"+name+"`") {
			t.Errorf("README.md does not name %s", name)
		}
	}
}

func TestCases(t *testing.T) {
	for _, dir := range cases(t) {
		t.Run(path.Base(dir), func(t *testing.T) { playCase(t, dir) })
	}
}

func cases(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("cases/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no cases", err)
	}
	return dirs
}

// playCase plays the scenarios of a case, and compares the faults that its
// definition must have: none, unless faults.yaml lists them.
func playCase(t *testing.T, dir string) {
	loaded, faults := definitions.ReadService(os.DirFS(dir), definitions.Library())
	profile := municipality(t)
	compile := func(params engine.Params) (*engine.Program, definitions.Faults) {
		return engine.Compile(loaded, profile, params)
	}
	if !faults.Blocking() {
		_, more := compile(nil)
		faults = append(faults, more...)
	}
	expected := expectedFaults(t, dir)
	if have := codesOf(faults, false); !slices.Equal(have, texts(expected.Faults)) {
		t.Errorf("faults %q, not %q:\n%v", have, texts(expected.Faults), faults)
	}
	if have := codesOf(faults, true); !slices.Equal(have, texts(expected.Warnings)) {
		t.Errorf("warnings %q, not %q:\n%v", have, texts(expected.Warnings), faults)
	}
	if faults.Blocking() {
		return
	}
	stories, faults := scenario.ReadAll(os.DirFS(dir))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if len(stories) == 0 && len(expected.Warnings) == 0 {
		t.Error("the case says nothing")
	}
	for file, story := range stories {
		play(t, file, story, compile)
	}
}

// play plays one scenario. What could be sent must validate against the
// published schema.
func play(t *testing.T, file string, story *scenario.Scenario, compile scenario.Compile) {
	result := scenario.Play(file, story, compile)
	if len(result.Failures) > 0 {
		t.Error(result.Report())
	}
	for _, sent := range result.Submitted {
		if err := sent.Program.Validate(sent.Record.Answers); err != nil {
			t.Errorf("%s: %v\n%s", file, err, sent.Record.Answers)
		}
	}
}

func municipality(t *testing.T) *definitions.Profile {
	t.Helper()
	name, content := definitions.DefaultProfile()
	profile, faults := definitions.ReadProfile(name, content)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	return profile
}

// expected is what faults.yaml holds. Each fault is "file:line: code", and they
// stand in reading order.
type expected struct {
	Note     definitions.Text     `key:"note" doc:"Why these are faults."`
	Faults   []definitions.String `key:"faults" doc:"What keeps the service from being served." eg:"[\"service.yaml:7: unknown-name\"]"`
	Warnings []definitions.String `key:"warnings" doc:"What is allowed but probably not meant."`
}

func expectedFaults(t *testing.T, dir string) (e expected) {
	t.Helper()
	file := filepath.Join(dir, "faults.yaml")
	content, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return e
	}
	if err != nil {
		t.Fatal(err)
	}
	if faults := definitions.Decode(file, content, &e); len(faults) > 0 {
		t.Fatal(faults)
	}
	return e
}

func texts(list []definitions.String) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

// codesOf puts faults, or warnings, as faults.yaml does.
func codesOf(faults definitions.Faults, warnings bool) []string {
	var out []string
	for _, f := range faults.Sorted() {
		if f.Warning == warnings {
			out = append(out, fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Code))
		}
	}
	return out
}

package engine_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/rule"
)

var update = flag.Bool("update", false, "write the golden files")

// A broken definition is one file: the service, then each other file after a
// line "# file: <name>"; params.yaml holds a municipality's values. The faults
// that it must have stand in comments at the end of its first part, as
// "# want: [<file>:]<line>:<column>: <code>".
type broken struct {
	files fstest.MapFS
	want  []string
}

var wanted = regexp.MustCompile(`(?m)^# want: (.*)\n`)

func readBroken(t *testing.T, file string) broken {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b := broken{files: fstest.MapFS{}}
	for _, m := range wanted.FindAllSubmatch(content, -1) {
		b.want = append(b.want, string(m[1]))
	}
	parts := bytes.Split(wanted.ReplaceAll(content, nil), []byte("# file: "))
	b.files["service.yaml"] = &fstest.MapFile{Data: parts[0]}
	for _, p := range parts[1:] {
		name, body, _ := bytes.Cut(p, []byte("\n"))
		b.files[string(name)] = &fstest.MapFile{Data: body}
	}
	return b
}

// faults compiles what was read. Reading itself finds nothing wrong: that is
// what package definitions tests.
func (b broken) faults(t *testing.T) definitions.Faults {
	t.Helper()
	loaded, faults := definitions.ReadService(b.files, nil)
	if len(faults) > 0 {
		t.Fatalf("not even read: %v", faults)
	}
	var params engine.Params
	if file := b.files["params.yaml"]; file != nil {
		values, faults := definitions.ReadParams("params.yaml", file.Data)
		if len(faults) > 0 {
			t.Fatalf("parameters not read: %v", faults)
		}
		params = values[loaded.Service.ID.Value]
	}
	_, faults = engine.Compile(loaded, pisa(t), params)
	return faults
}

// codes are all codes that compiling can give.
func codes() []definitions.Code { return append(engine.Codes(), rule.Codes()...) }

func TestBrokenDefinitions(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no broken definitions", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) { testBroken(t, file) })
	}
}

func testBroken(t *testing.T, file string) {
	b := readBroken(t, file)
	var got []string
	for _, f := range b.faults(t) {
		got = append(got, strings.TrimPrefix(fmt.Sprintf("%v: %s", f.Pos, f.Code), "service.yaml:"))
		t.Logf("%v (%s)", f, f.Advice)
		if !slices.ContainsFunc(codes(), func(c definitions.Code) bool { return c.Name == f.Code }) {
			t.Errorf("%s is not in the list of codes", f.Code)
		}
		if f.Advice == "" {
			t.Errorf("no advice: %v", f)
		}
	}
	if *update {
		rewrite(t, file, got)
		return
	}
	if diff := cmp.Diff(b.want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// rewrite puts what is found into the file; a person reads the difference.
func rewrite(t *testing.T, file string, got []string) {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first, rest, more := bytes.Cut(wanted.ReplaceAll(content, nil), []byte("# file: "))
	out := slices.Clone(first)
	for _, g := range got {
		out = append(out, "# want: "+g+"\n"...)
	}
	if more {
		out = append(append(out, "# file: "...), rest...)
	}
	if err := os.WriteFile(file, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryCodeHasABrokenDefinition(t *testing.T) {
	none := map[string]bool{engine.CodeSchema: true} // a mistake of ours: no definition is known that brings it up
	for _, c := range codes() {
		file := filepath.Join("testdata/bad", c.Name+".yaml")
		content, err := os.ReadFile(file)
		if err != nil && !none[c.Name] {
			t.Errorf("no broken definition for %s: %v", c.Name, err)
			continue
		}
		if err == nil && !strings.Contains(string(content), ": "+c.Name+"\n") {
			t.Errorf("%s does not want %s", file, c.Name)
		}
		if c.Meaning == "" {
			t.Errorf("%s is not explained", c.Name)
		}
	}
}

package definitions_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	. "sportello/definitions"
)

// A broken definition is one file: the service (or, after "# reads: profile",
// a profile), then each other file after a line "# file: <name>". The faults it
// must have stand in comments at the end of its first part, as
// "# want: [<file>:]<line>:<column>: <code>".
type broken struct {
	files   fstest.MapFS
	library fstest.MapFS
	profile bool
	want    []string
}

var wanted = regexp.MustCompile(`(?m)^# want: (.*)\n`)

func readBroken(t *testing.T, file string) broken {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b := broken{files: fstest.MapFS{}, library: fstest.MapFS{}, profile: bytes.HasPrefix(content, []byte("# reads: profile\n"))}
	for _, m := range wanted.FindAllSubmatch(content, -1) {
		b.want = append(b.want, string(m[1]))
	}
	parts := bytes.Split(wanted.ReplaceAll(content, nil), []byte("# file: "))
	b.files["service.yaml"] = &fstest.MapFile{Data: parts[0]}
	for _, p := range parts[1:] {
		name, body, _ := bytes.Cut(p, []byte("\n"))
		if inLibrary, ok := strings.CutPrefix(string(name), "library/"); ok {
			b.library[inLibrary] = &fstest.MapFile{Data: body}
			continue
		}
		b.files[string(name)] = &fstest.MapFile{Data: body}
	}
	return b
}

func (b broken) faults() Faults {
	if b.profile {
		_, faults := ReadProfile("service.yaml", b.files["service.yaml"].Data)
		return faults
	}
	_, faults := ReadService(b.files, b.library)
	return faults
}

func TestBrokenDefinitions(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no broken definitions", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			b := readBroken(t, file)
			var got []string
			for _, f := range b.faults() {
				got = append(got, strings.TrimPrefix(fmt.Sprintf("%v: %s", f.Pos, f.Code), "service.yaml:"))
				t.Logf("%v (%s)", f, f.Advice)
				if !slices.ContainsFunc(Codes(), func(c Code) bool { return c.Name == f.Code }) {
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
		})
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
	elsewhere := map[string]string{
		CodeTooBig: "TestBombsAreRefused",        // a file of a megabyte is made, not kept
		CodeSheet:  "TestAnIncompleteSheetIsNot", // not a fault of reading
	}
	for _, c := range Codes() {
		file := filepath.Join("testdata/bad", c.Name+".yaml")
		content, err := fs.ReadFile(os.DirFS("."), file)
		if err != nil && elsewhere[c.Name] == "" {
			t.Errorf("no broken definition for %s: %v", c.Name, err)
			continue
		}
		if err == nil && !strings.Contains(string(content), ": "+c.Name+"\n") {
			t.Errorf("%s does not want %s", file, c.Name)
		}
	}
}

package function_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"sportello/engine/function"
	"sportello/engine/value"
)

var update = flag.Bool("update", false, "write docs/functions.md")

func TestExamplesGiveWhatTheySay(t *testing.T) {
	for _, f := range function.Table() {
		t.Run(f.Name, func(t *testing.T) {
			if !strings.Contains(f.Example, f.Name+"(") {
				t.Fatalf("the example does not call it: %s", f.Example)
			}
			result := evaluate(t, rome(t), f.Example)
			if got := canonical(result); got != f.Gives {
				t.Errorf("%s gives %s, want %s", f.Example, got, f.Gives)
			}
			outermost, _, _ := strings.Cut(f.Example, "(")
			if want := byName()[outermost].Result; kindOf(result) != want.Kind {
				t.Errorf("%s gives a %T, not a %s", f.Example, result, want)
			}
		})
	}
}

func TestEntriesAreComplete(t *testing.T) {
	name := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, f := range function.Table() {
		if !name.MatchString(f.Name) {
			t.Errorf("%q is no snake_case name", f.Name)
		}
		if seen[f.Name] {
			t.Errorf("%s is there twice", f.Name)
		}
		seen[f.Name] = true
		if !strings.HasSuffix(f.Doc, ".") || f.Gives == "" || f.Result.Kind == value.None || f.Call == nil || len(f.Params) == 0 {
			t.Errorf("%s lacks something", f.Name)
		}
		checkParams(t, f, name)
	}
}

func checkParams(t *testing.T, f function.Function, name *regexp.Regexp) {
	t.Helper()
	seen, optional := map[string]bool{}, false
	for _, p := range f.Params {
		if !name.MatchString(p.Name) || seen[p.Name] || p.Type.Kind == value.None {
			t.Errorf("%s: parameter %q is not well named and typed", f.Name, p.Name)
		}
		if optional && !p.Optional {
			t.Errorf("%s: %s must follow none that may be left out", f.Name, p.Name)
		}
		seen[p.Name], optional = true, p.Optional
	}
}

func TestSpecialFormsAreNotInTheTable(t *testing.T) {
	functions := byName()
	for _, form := range strings.Fields("answered lookup sum min max count any all none filter map find nth distinct len") {
		if _, there := functions[form]; there {
			t.Errorf("%s belongs to the language", form)
		}
	}
}

func TestReferencePageIsUpToDate(t *testing.T) {
	const page = "../../docs/functions.md"
	want := function.Reference()
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is out of date: run go test ./engine/function -update", page)
	}
}

package engine_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"testing"

	"sportello/definitions"
	"sportello/engine/scenario"
)

// ruleShape is the number of a rule of a procedure: SE-07, BE-21.
var ruleShape = regexp.MustCompile(`^[A-Z]{2,4}-[0-9]+$`)

// TestNumberedRulesHaveWorkedCases compares two lists, service by service: the
// numbered rules that the definition realises, and those that its scenarios
// expect to hold and not to hold.
func TestNumberedRulesHaveWorkedCases(t *testing.T) {
	for name, files := range services(t, definitions.Services()) {
		t.Run(name, func(t *testing.T) {
			stories, faults := scenario.ReadAll(files)
			if faults.Blocking() {
				t.Fatal(faults)
			}
			holds, fails := map[string]bool{}, map[string]bool{}
			for _, s := range stories {
				expected(s.Expect, holds, fails)
				for _, step := range s.Then {
					expected(step.Expect, holds, fails)
				}
			}
			for _, number := range numbers(t, files) {
				if !holds[number] {
					t.Errorf("%s: no scenario expects it to hold", number)
				}
				if !fails[number] {
					t.Errorf("%s: no scenario expects it not to hold", number)
				}
			}
		})
	}
}

// numbers are the rules of the procedure that a definition realises. Those of
// the blocks of the library (BLK-1, BOL-3, SOG-2) have their cases beside the block.
func numbers(t *testing.T, files fs.FS) []string {
	t.Helper()
	var out []string
	for _, r := range program(t, files).Readings() {
		for _, number := range r.Rules {
			if ruleShape.MatchString(number) && !ofTheLibrary(number) {
				out = append(out, number)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) < 15 {
		t.Fatalf("only %d numbered rules: %v", len(out), out)
	}
	return out
}

func ofTheLibrary(number string) bool {
	return slices.ContainsFunc([]string{"BLK-", "BOL-", "SOG-"}, func(of string) bool { return len(number) > len(of) && number[:len(of)] == of })
}

// expected notes the rules that a scenario's expectations name.
func expected(e scenario.Expect, holds, fails map[string]bool) {
	for _, list := range [][]definitions.String{e.Holds, e.Stops, e.Warnings} {
		for _, s := range list {
			holds[s.Value] = true
		}
	}
	for _, p := range e.Problems {
		holds[fmt.Sprint(p.Value)] = true
	}
	for _, list := range [][]definitions.String{e.Fails, e.NoWarnings} {
		for _, s := range list {
			fails[s.Value] = true
		}
	}
}

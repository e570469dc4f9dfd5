package function_test

import (
	"strings"
	"testing"

	"sportello/engine/function"
	"sportello/engine/value"
)

// Every function can be read in words, with a place for each argument; those
// that say yes or no have an opposite.
func TestEveryFunctionHasWords(t *testing.T) {
	for _, f := range function.Table() {
		if n := strings.Count(f.Words, "%"); n != len(f.Params) {
			t.Errorf("%s has %d places for %d arguments: %q", f.Name, n, len(f.Params), f.Words)
		}
		yesno := f.Result.Kind == value.YesNo
		if yesno && strings.Count(f.Not, "%") != len(f.Params) || !yesno && f.Not != "" {
			t.Errorf("%s: the opposite is %q", f.Name, f.Not)
		}
	}
}

package renderer_test

import (
	"fmt"
	"testing"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
)

// TestStepsOfALongForm: the steps around the present one are listed, always as
// many, with their own numbers.
func TestStepsOfALongForm(t *testing.T) {
	var outline []engine.Step
	for i := range 200 {
		outline = append(outline, engine.Step{ID: fmt.Sprint(i + 1), Title: fmt.Sprint(i + 1)})
	}
	for _, c := range []struct {
		current string
		from    int
	}{{"1", 1}, {"8", 1}, {"9", 2}, {"100", 93}, {"200", 187}, {"", 187}} {
		s := renderer.NewSteps(locale.For("it"), outline, renderer.Address{}, c.current)
		if s.From != c.from || len(s.List) != 15 || s.Total != 201 || s.List[0].Title != fmt.Sprint(c.from) {
			t.Errorf("at %q: %d steps from %d (%q) of %d", c.current, len(s.List), s.From, s.List[0].Title, s.Total)
		}
	}
	if s := renderer.NewSteps(locale.For("it"), outline[:14], renderer.Address{}, "1"); s.From != 0 || len(s.List) != 15 {
		t.Errorf("of a form of 14 pages %d steps from %d are listed", len(s.List), s.From)
	}
}

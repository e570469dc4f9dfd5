package renderer

import (
	"sportello/engine"
	"sportello/renderer/locale"
)

// NewSteps makes the way through a flow: its pages, then the summary. current
// is the id of the page shown, or "" for the summary.
func NewSteps(w locale.Words, outline []engine.Step, a Address, current string) Steps {
	steps := Steps{Total: len(outline) + 1}
	done := true
	for i, s := range outline {
		here := s.ID == current
		steps.add(StepState{Title: s.Title, URL: openURL(a.page(s.ID), s.Open), Done: s.Done, Current: here}, i+1)
		done = done && s.Done
	}
	last := StepState{Title: w.Text("summary.title", nil), URL: openURL(a.Summary, done), Current: current == ""}
	steps.add(last, len(outline)+1)
	steps.Compact = steps.Total > 5
	steps.near()
	return steps
}

// manySteps is how many are listed at most. Of a longer way those around the
// present one are, so that a page of a long form is no longer than others.
const manySteps = 15

// near leaves only the steps around the present one, if there are many.
func (s *Steps) near() {
	if s.Total <= manySteps {
		return
	}
	first := min(max(s.Current-1-manySteps/2, 0), s.Total-manySteps)
	s.List, s.From = s.List[first:first+manySteps], first+1
}

func openURL(url string, open bool) string {
	if !open {
		return ""
	}
	return url
}

func (s *Steps) add(step StepState, number int) {
	s.List = append(s.List, step)
	if step.Current {
		s.Current, s.Name = number, step.Title
	}
}

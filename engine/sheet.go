package engine

import (
	"sportello/engine/value"
)

// SheetNow is what the sheet of a service computes: how it stands before
// anybody applies.
type SheetNow struct {
	Open   bool
	Closed string      // the author's words for why it is not open
	Opens  value.Value // the first day or instant; nil for none
	Closes value.Value // the last
	Days   value.Value // in how many days the municipality concludes; nil if it does not say
}

// Sheet computes what the sheet of the service says as of now.
func (p *Program) Sheet(o Outside) SheetNow {
	w := p.newWalk(&Draft{}, o)
	now := SheetNow{}
	now.Open, now.Closed = w.open()
	if p.window != nil && p.window.opens != nil {
		now.Opens = p.window.opens.Eval(&w.env)
	}
	if p.window != nil && p.window.closes != nil {
		now.Closes = p.window.closes.Eval(&w.env)
	}
	if p.days != nil {
		now.Days = p.days.Eval(&w.env)
	}
	return now
}

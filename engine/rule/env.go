package rule

import (
	"time"

	"sportello/engine/function"
	"sportello/engine/value"
)

// Env is what rules are evaluated against: the answers on the path so far, and
// the world outside. One Env serves one request; it is not for several
// goroutines.
type Env struct {
	Frames  []Frame                // the scopes, outermost first; see Ref
	Outer   map[string]value.Group // param, fact, identity, municipality, submission
	Now     time.Time              // in the municipality's zone
	Today   value.Date
	Calls   function.Context
	Decided bool // the application was sent, and what is decided then is known
	Waiting int  // how many Waiting marks the frames hold; 0 makes Waits free

	elems []any // of the predicates being evaluated, innermost last
	steps int
}

// Frame is one scope: a group of answers, and in a row its number from 1.
type Frame struct {
	Values value.Group
	Index  int
}

// Waiting stands in a frame for a field that is shown on the page being filled
// and has no valid answer yet. Rules that read it wait; it is never a value.
var Waiting any = waiting{}

type waiting struct{}

// maxSteps bounds the work of one request's rules: steps through lists and
// tables. Beyond it predicates see no more elements.
const maxSteps = 5_000_000

// Push enters a scope.
func (e *Env) Push(values value.Group, index int) {
	e.Frames = append(e.Frames, Frame{values, index})
}

// Pop leaves the innermost scope.
func (e *Env) Pop() { e.Frames = e.Frames[:len(e.Frames)-1] }

// Exhausted reports whether the rules of this request did more work than
// allowed, which only a definition that should not be served can cause.
func (e *Env) Exhausted() bool { return e.steps > maxSteps }

func (e *Env) step() bool {
	e.steps++
	return e.steps <= maxSteps
}

// get looks an answer up; whatever is missing on the way is unanswered.
func (e *Env) get(r *Ref) value.Value {
	if r.Frame >= len(e.Frames) {
		return nil
	}
	var v any = e.Frames[r.Frame].Values
	for _, step := range r.Steps {
		g, ok := v.(value.Group)
		if !ok {
			return nil
		}
		v = g[step]
	}
	if v == Waiting {
		return nil
	}
	return v
}

// waits reports whether a Waiting mark lies on the way of a reference.
func (e *Env) waits(r *Ref) bool {
	return r.Frame < len(e.Frames) && holdsWaiting(e.Frames[r.Frame].Values, r.Steps)
}

func holdsWaiting(v any, steps []string) bool {
	if v == Waiting {
		return true
	}
	if len(steps) == 0 {
		return membersWait(v)
	}
	if steps[0] == Rows {
		rows, _ := v.([]any)
		for _, row := range rows {
			if holdsWaiting(row, steps[1:]) {
				return true
			}
		}
		return false
	}
	g, ok := v.(value.Group)
	return ok && holdsWaiting(g[steps[0]], steps[1:])
}

// membersWait reports whether something in a group that is read as a whole
// waits. A list read as a whole does not wait for what stands in its rows:
// what it has, and how many, is known.
func membersWait(v any) bool {
	g, _ := v.(value.Group)
	for _, member := range g {
		if member == Waiting || membersWait(member) {
			return true
		}
	}
	return false
}

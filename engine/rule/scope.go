package rule

import (
	"sportello/engine/value"
)

// Scope says what names mean where a rule stands.
type Scope interface {
	// Name resolves a bare name, from the inside out.
	Name(name string) (Meaning, bool)
	// Names lists what Name would resolve, for advice on misspelt ones.
	Names() []string
	// Label gives the words for an answer, by its static path.
	Label(path string) string
}

// Meaning is what a name stands for. Exactly one of Ref, Get and Space is set.
type Meaning struct {
	Label string // words for readings; the name itself serves if empty
	Type  value.Type

	// Ref: an answer. Its value is looked up in a frame of the Env.
	Ref *Ref
	// Get: anything else that has a value: a named condition or value, a
	// parameter, a fact, today.
	Get   func(*Env) value.Value
	Reads []Read // the answers that Get reads
	Table *Table // of a data set, for lookup
	Test  *Test  // of a named condition that can be put as data
	Sure  *Sure  // of a named condition
	Later bool   // it is decided when the application is sent; before that, rules wait for it
	// Space: a name that has only members, such as param.
	Space func(name string) (Meaning, bool)
	Known func() []string // the members of a Space
}

// Sure is what is certain where a condition holds.
type Sure struct {
	Conditions []string // the parts that all hold, as written
	Answers    []string // the answers that are given, by path
}

// Ref is the static address of an answer: the frame it is in, the steps from
// there, and the whole path. A step through the rows of a list is Rows.
type Ref struct {
	Frame int
	Steps []string
	Path  string // from the top, "nucleo[].nome"
}

// Rows is the step from a list to all its rows.
const Rows = "[]"

// Step extends a reference by a name.
func (r *Ref) Step(name string) *Ref {
	path := name
	switch {
	case name == Rows:
		path = r.Path + Rows
	case r.Path != "":
		path = r.Path + "." + name
	}
	return &Ref{Frame: r.Frame, Steps: append(r.Steps[:len(r.Steps):len(r.Steps)], name), Path: path}
}

// Read is one reading of an answer by a rule.
type Read struct {
	Ref
	Offset int  // of the name in the rule's source, in characters
	Asked  bool // only asked whether it is answered
}

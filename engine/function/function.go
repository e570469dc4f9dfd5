// Package function is the table of functions that rules may call.
//
// Each entry says what it takes and gives, teaches itself in one line of
// documentation, and carries an example that is run as a test and shown in the
// authors' reference. A new function is one entry in one file, and one line in
// Table. Functions are pure: time and the municipality's calendar come in
// through Context.
//
// An argument that is unanswered makes the result unanswered, so a function
// never sees nil. Whatever it cannot compute (a day that does not exist, a code
// of the wrong shape) is unanswered too, or false if it gives yes or no: no
// rule can fail while a citizen waits.
package function

import (
	"time"

	"sportello/engine/value"
)

// Context is what a function may know besides its arguments.
type Context struct {
	Now    time.Time // in the municipality's zone
	Patron MonthDay  // the local holiday
}

// MonthDay is a day that comes back each year.
type MonthDay struct {
	Month time.Month
	Day   int
}

// Function is one entry of the table.
type Function struct {
	Name    string
	Params  []Param
	Result  value.Type
	Doc     string // one or two sentences for authors
	Example string // a call, as in a rule
	Gives   string // its result, in canonical text
	Source  string // the norm or algorithm it follows, if any
	// Words is how a reading in plain Italian says the call, with a verb for each
	// argument: "gli anni compiuti da %s a %s". What stands in square brackets is
	// left out with the optional argument in it. Not is the opposite, of
	// functions that give yes or no.
	Words, Not string
	Call       func(c Context, args []any) any
}

// Param is one parameter of a function.
type Param struct {
	Name     string
	Type     value.Type
	Optional bool // may be left out; Call then gets fewer arguments
}

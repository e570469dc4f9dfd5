package definitions

import (
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in an author's file. Line and Column count from 1, columns in
// characters. The zero Pos means "no place known".
type Pos struct {
	File   string
	Line   int
	Column int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Right moves the place n characters to the right on its line.
func (p Pos) Right(n int) Pos { p.Column += n; return p }

// Fault is one mistake in what an author wrote. Code names the kind of mistake
// and never changes; Message says what is wrong here; Advice says what to do.
// A Warning is shown but does not keep a service from being served.
type Fault struct {
	Pos
	Code    string
	Message string
	Advice  string
	Warning bool
}

// Error gives the fault as the command line prints it:
// file:line:column: code: message.
func (f Fault) Error() string { return fmt.Sprintf("%s: %s: %s", f.Pos, f.Code, f.Message) }

// Faults collects every mistake, so that an author mends a definition in one
// round.
type Faults []Fault

// Add records a mistake.
func (fs *Faults) Add(p Pos, code, advice, format string, args ...any) {
	*fs = append(*fs, Fault{Pos: p, Code: code, Message: fmt.Sprintf(format, args...), Advice: advice})
}

// Warn records something that is allowed but probably not meant.
func (fs *Faults) Warn(p Pos, code, advice, format string, args ...any) {
	*fs = append(*fs, Fault{Pos: p, Code: code, Message: fmt.Sprintf(format, args...), Advice: advice, Warning: true})
}

// Blocking reports whether any fault keeps the service from being served.
func (fs Faults) Blocking() bool {
	return slices.ContainsFunc(fs, func(f Fault) bool { return !f.Warning })
}

// Sorted gives the faults in reading order, without repetitions.
func (fs Faults) Sorted() Faults {
	out := slices.Clone(fs)
	slices.SortStableFunc(out, func(a, b Fault) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		if a.Column != b.Column {
			return a.Column - b.Column
		}
		return strings.Compare(a.Code+a.Message, b.Code+b.Message)
	})
	return slices.Compact(out)
}

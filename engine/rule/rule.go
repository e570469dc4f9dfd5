package rule

import (
	"errors"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"sportello/definitions"
	"sportello/engine/value"
)

// Rule is one compiled rule. It never changes and may be shared.
type Rule struct {
	Source string
	Pos    definitions.Pos
	Type   value.Type
	Reads  []Read  // the answers it reads, through conditions and values too
	Test   *Test   // the rule as data, if it can be put so
	Others []Other // what else it reads: parameters, facts, conditions, values

	Opposites  []Opposite // answers without which != or not makes a part of it true
	Conditions []string   // the conditions that all hold where it holds, as written
	Proven     []string   // the answers that it cannot hold without, by path

	Later bool // it reads what is decided when the application is sent

	code    code
	reading string
}

// Other is something besides answers that a rule reads by name.
type Other struct {
	Name, Label string
	Type        value.Type
	Get         func(*Env) value.Value
}

// code is a compiled node.
type code func(*Env) value.Value

// maxSource bounds the length of a rule, and with it the depth of its nesting.
const maxSource = 4096

// maxPredicates bounds predicates within predicates, whose cost multiplies.
const maxPredicates = 2

// Compile checks a rule against the scope where it stands. want is the kind it
// must have; value.None accepts any. On faults the Rule is nil.
func Compile(e definitions.Expr, scope Scope, want value.Kind) (*Rule, definitions.Faults) {
	c := &compiler{expr: e, scope: scope}
	root, ok := c.parse()
	if !ok {
		return nil, c.faults
	}
	result := c.operand(root)
	if len(c.faults) == 0 && want != value.None && !fits(result.typ, want) {
		c.fault(root, CodeType, "write a rule that gives "+kindWords(want), "this gives %s, not %s", result.typ, kindWords(want))
	}
	if c.faults.Blocking() {
		return nil, c.faults
	}
	r := &Rule{Source: e.Source, Pos: e.Pos, Type: result.typ, Reads: c.reads, Others: c.others, Later: c.later, code: result.code}
	r.reading = c.reading(root)
	r.Test = c.testOf(root)
	r.Opposites = c.opposites(root)
	r.Conditions, r.Proven = c.certainties(root)
	return r, c.faults
}

// Eval gives the rule's value; nil is unanswered.
func (r *Rule) Eval(e *Env) value.Value { return r.code(e) }

// Holds reports whether a condition is true.
func (r *Rule) Holds(e *Env) bool { return r.code(e) == true }

// Waits reports whether the rule reads a field that is shown on the page being
// filled and has no valid answer yet, or what is decided only when the
// application is sent.
func (r *Rule) Waits(e *Env) bool {
	if r.Later && !e.Decided {
		return true
	}
	if e.Waiting == 0 {
		return false
	}
	for i := range r.Reads {
		if e.waits(&r.Reads[i].Ref) {
			return true
		}
	}
	return false
}

// Mentions reports whether the rule names something besides answers that another
// rule names: both read the same datum.
func (r *Rule) Mentions(o Other) bool {
	return slices.ContainsFunc(r.Others, func(own Other) bool { return own.Name == o.Name })
}

// Reading gives the rule in plain Italian, with the labels of what it reads.
func (r *Rule) Reading() string { return r.reading }

// At gives the place of an offset in a rule's source, in characters.
func At(e definitions.Expr, offset int) definitions.Pos { return e.At(offset) }

func (c *compiler) parse() (ast.Node, bool) {
	if len(c.expr.Source) > maxSource {
		c.faults.Add(c.expr.Pos, CodeTooLong, "split it into named conditions or values", "a rule may have %d bytes, this has %d", maxSource, len(c.expr.Source))
		return nil, false
	}
	tree, err := parser.Parse(c.expr.Source)
	if err != nil {
		var at *file.Error
		offset, message := 0, err.Error()
		if errors.As(err, &at) {
			offset, message = at.From, at.Message
		}
		c.unreadable(At(c.expr, offset), message)
		return nil, false
	}
	return tree.Node, true
}

func (c *compiler) fault(n ast.Node, code, advice, format string, args ...any) {
	c.faults.Add(At(c.expr, n.Location().From), code, advice, format, args...)
}

func kindWords(k value.Kind) string {
	switch k {
	case value.YesNo:
		return "yes or no"
	case value.Num:
		return "a number"
	case value.Many:
		return "a list"
	}
	return "a " + value.Type{Kind: k}.String()
}

// fits reports whether a value of type t may stand where kind k is wanted. What
// is not known fits anywhere: it was a fault already.
func fits(t value.Type, k value.Kind) bool { return t.Kind == k || t.Kind == value.None }

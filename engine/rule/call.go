package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/definitions"
	"sportello/engine/function"
	"sportello/engine/value"
)

// call compiles a call of a special form or of a function of the table.
func (c *compiler) call(n ast.Node, name string, args []ast.Node) operand {
	if form, ok := formOf(name); ok {
		return form(c, n, args)
	}
	f, ok := functions[name]
	if !ok {
		c.fault(n, CodeFunction, orElse(definitions.Nearest(name, functionNames()), "see docs/functions.md for those that there are"), "there is no function %s", name)
		return unknown
	}
	return c.callFunction(n, f, args)
}

func (c *compiler) callFunction(n ast.Node, f function.Function, args []ast.Node) operand {
	least := 0
	for _, p := range f.Params {
		if !p.Optional {
			least++
		}
	}
	if len(args) < least || len(args) > len(f.Params) {
		c.fault(n, CodeArguments, "write "+f.Example, "%s takes %s, here are %d", f.Name, signature(f), len(args))
		return unknown
	}
	codes := make([]code, len(args))
	literal, money := true, false
	lits := make([]any, len(args))
	for i, a := range args {
		o := c.operand(a)
		if p := f.Params[i]; !takes(p.Type, o.typ) {
			c.fault(a, CodeType, orElse(adviceFor(o.typ, p.Type), "write "+f.Example), "%s of %s must be %s, this is %s", p.Name, f.Name, withArticle(p.Type), withArticle(o.typ))
		}
		codes[i], lits[i] = o.code, o.lit
		money = money || i == 0 && o.typ.Money
		literal = literal && o.lit != nil
	}
	if literal && len(args) > 0 && f.Call(function.Context{}, lits) == nil {
		c.fault(n, CodeLiteral, "write "+f.Example, "%s has no value", n.String())
	}
	return operand{typ: resultOf(f, money), code: calls(f, codes)}
}

// takes reports whether a parameter can be given values of a type. Of lists it
// is what they are of that counts.
func takes(want, have value.Type) bool {
	if !fits(have, want.Kind) {
		return false
	}
	return want.Elem == nil || have.Elem == nil || takes(*want.Elem, *have.Elem) && hasFields(*have.Elem, want.Elem.Fields)
}

func hasFields(t value.Type, fields map[string]value.Type) bool {
	for name := range fields {
		if _, ok := t.Fields[name]; !ok && t.Kind == value.Named {
			return false
		}
	}
	return true
}

// resultOf keeps money money: what round and its like give of an amount is an
// amount.
func resultOf(f function.Function, money bool) value.Type {
	t := f.Result
	t.Money = t.Money || money && t.Kind == value.Num && !t.Integer
	return t
}

func adviceFor(have, want value.Type) string {
	switch {
	case have.Kind == value.Moment && want.Kind == value.Day:
		return "write date_of(…) for the day of an instant"
	case have.Kind == value.Text && want.Kind == value.Day:
		return `write dates as date("2026-03-02"), and give date fields as: date`
	}
	return ""
}

func calls(f function.Function, args []code) code {
	call, yesno := f.Call, f.Result.Kind == value.YesNo
	return func(e *Env) value.Value {
		var room [4]any
		in := room[:0]
		for _, a := range args {
			v := a(e)
			if v == nil {
				if yesno {
					return false
				}
				return nil
			}
			in = append(in, v)
		}
		return call(e.Calls, in)
	}
}

// keys are the names in a map, in order.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func signature(f function.Function) string {
	var names []string
	for _, p := range f.Params {
		name := p.Name
		if p.Optional {
			name += "?"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("(%s)", strings.Join(names, ", "))
}

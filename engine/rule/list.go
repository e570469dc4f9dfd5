package rule

import (
	"regexp"
	"slices"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/function"
	"sportello/engine/value"
)

// form is a call that is not an ordinary function: it sees unanswered values,
// or goes through a list.
type form func(c *compiler, n ast.Node, args []ast.Node) operand

// OverRows are the forms that go through the rows of a list: a dot in them is of
// a row.
var OverRows = []string{"all", "any", "count", "filter", "find", "map", "none", "sum"}

// formOf gives the special form of a name.
func formOf(name string) (form, bool) {
	switch name {
	case "answered":
		return (*compiler).answered, true
	case "lookup":
		return (*compiler).lookup, true
	case "len":
		return (*compiler).length, true
	case "any":
		return (*compiler).any, true
	case "all":
		return (*compiler).all, true
	case "none":
		return (*compiler).none, true
	case "count":
		return (*compiler).count, true
	case "sum":
		return (*compiler).sum, true
	case "filter":
		return (*compiler).filter, true
	case "map":
		return (*compiler).mapped, true
	case "find":
		return (*compiler).find, true
	case "nth":
		return (*compiler).nth, true
	case "min":
		return (*compiler).least, true
	case "max":
		return (*compiler).greatest, true
	case "distinct":
		return (*compiler).distinct, true
	}
	return nil, false
}

// formNames are the names that formOf knows.
var formNames = []string{
	"all", "answered", "any", "count", "distinct", "filter", "find", "len", "lookup", "map", "max", "min", "none", "nth", "sum",
}

// functions is the table of functions by name.
var functions = byName(function.Table())

func byName(table []function.Function) map[string]function.Function {
	m := make(map[string]function.Function, len(table))
	for _, f := range table {
		m[f.Name] = f
	}
	return m
}

func functionNames() []string { return append(keys(functions), formNames...) }

func compilePattern(s string) (*regexp.Regexp, error) { return regexp.Compile(s) }

func (c *compiler) arity(n ast.Node, args []ast.Node, least, most int, example string) bool {
	if len(args) >= least && len(args) <= most {
		return true
	}
	c.fault(n, CodeArguments, "write "+example, "here are %d values between the brackets", len(args))
	return false
}

func (c *compiler) answered(n ast.Node, args []ast.Node) operand {
	if !c.arity(n, args, 1, 1, "answered(field)") {
		return unknown
	}
	o := c.node(args[0])
	c.use(&o, true)
	from := o.code
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		switch v := from(e).(type) {
		case nil:
			return false
		case []any:
			return len(v) > 0
		case value.Group:
			return len(v) > 0
		}
		return true
	}}
}

func (c *compiler) length(n ast.Node, args []ast.Node) operand {
	if !c.arity(n, args, 1, 1, "len(text)") {
		return unknown
	}
	o := c.operand(args[0])
	if !fits(o.typ, value.Text) && !fits(o.typ, value.Many) {
		c.fault(args[0], CodeType, "write len(text) or count(list)", "len needs a text or a list, this is %s", withArticle(o.typ))
	}
	from := o.code
	list := o.typ.Kind == value.Many
	return operand{typ: value.IntegerType, code: func(e *Env) value.Value {
		switch v := from(e).(type) {
		case string:
			return value.Int(len([]rune(v)))
		case []any:
			return value.Int(len(v))
		}
		if list {
			return value.Int(0)
		}
		return nil
	}}
}

// over is a list and a predicate or projection over it.
type over struct {
	list  operand
	body  operand
	given bool // there is a body
}

// over compiles the arguments of a form that goes through a list.
func (c *compiler) over(n ast.Node, args []ast.Node, optional bool, example string) (over, bool) {
	least := 2
	if optional {
		least = 1
	}
	if !c.arity(n, args, least, 2, example) {
		return over{}, false
	}
	list := c.node(args[0])
	origin := list.ref
	c.use(&list, false)
	if list.typ.Kind == value.None {
		return over{}, false
	}
	if list.typ.Kind != value.Many {
		c.fault(args[0], CodeType, "write "+example, "this goes through a list, and here is %s", withArticle(list.typ))
		return over{}, false
	}
	list.ref = origin
	if len(args) == 1 {
		return over{list: list}, true
	}
	return c.predicate(list, args[1])
}

func (c *compiler) predicate(list operand, arg ast.Node) (over, bool) {
	p, ok := arg.(*ast.PredicateNode)
	if !ok {
		c.fault(arg, CodeForbidden, "write a condition over one row: .field == …", "a condition over the rows is wanted here")
		return over{}, false
	}
	if c.depth++; c.depth > maxPredicates {
		c.fault(arg, CodeNested, "compute a value in each row and use that", "more than %d lists within lists", maxPredicates)
		c.depth--
		return over{}, false
	}
	level := len(c.elems)
	elem := operand{elem: true, label: list.label, off: list.off, code: func(e *Env) value.Value { return e.elems[level] }}
	if list.typ.Elem != nil {
		elem.typ = *list.typ.Elem
	}
	if list.ref != nil {
		elem.ref = list.ref.Step(Rows)
	}
	c.elems = append(c.elems, elem)
	body := c.operand(p.Node)
	c.elems = c.elems[:level]
	c.depth--
	return over{list, body, true}, true
}

// each calls visit for the elements, until it returns false.
func (o over) each(e *Env, visit func(elem any) bool) {
	list, _ := o.list.code(e).([]any)
	level := len(e.elems)
	for _, elem := range list {
		if elem == nil || !e.step() {
			continue
		}
		e.elems = append(e.elems[:level], elem)
		if !visit(elem) {
			break
		}
	}
	e.elems = e.elems[:level]
}

func (c *compiler) test(n ast.Node, args []ast.Node, optional bool, example string) (over, bool) {
	o, ok := c.over(n, args, optional, example)
	if ok && o.given && !fits(o.body.typ, value.YesNo) {
		c.fault(args[1], CodeType, "write "+example, "a condition is wanted, this gives %s", withArticle(o.body.typ))
	}
	return o, ok
}

// quantified builds any, all and none: it looks for an element whose condition
// is sought, and gives found or its opposite.
func (c *compiler) quantified(n ast.Node, args []ast.Node, name string, sought, found bool) operand {
	o, ok := c.test(n, args, false, name+"(list, .field == …)")
	if !ok {
		return operand{typ: value.BoolType, code: unknown.code}
	}
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		result := !found
		o.each(e, func(any) bool {
			if (o.body.code(e) == true) == sought {
				result = found
				return false
			}
			return true
		})
		return result
	}}
}

func (c *compiler) any(n ast.Node, args []ast.Node) operand {
	return c.quantified(n, args, "any", true, true)
}

func (c *compiler) all(n ast.Node, args []ast.Node) operand {
	return c.quantified(n, args, "all", false, false)
}

func (c *compiler) none(n ast.Node, args []ast.Node) operand {
	return c.quantified(n, args, "none", true, false)
}

func (c *compiler) count(n ast.Node, args []ast.Node) operand {
	o, ok := c.test(n, args, true, "count(list, .field == …)")
	if !ok {
		return operand{typ: value.IntegerType, code: unknown.code}
	}
	return operand{typ: value.IntegerType, code: func(e *Env) value.Value {
		total := 0
		o.each(e, func(any) bool {
			if !o.given || o.body.code(e) == true {
				total++
			}
			return true
		})
		return value.Int(total)
	}}
}

// values goes through the projected elements that are answered.
func (o over) values(e *Env, visit func(v any)) {
	o.each(e, func(elem any) bool {
		if o.given {
			elem = o.body.code(e)
		}
		if elem != nil {
			visit(elem)
		}
		return true
	})
}

func (o over) elemType() value.Type {
	if o.given {
		return o.body.typ
	}
	if o.list.typ.Elem != nil {
		return *o.list.typ.Elem
	}
	return value.Type{}
}

func (c *compiler) sum(n ast.Node, args []ast.Node) operand {
	o, ok := c.over(n, args, true, "sum(list, .amount)")
	if !ok {
		return operand{typ: value.NumberType, code: unknown.code}
	}
	t := o.elemType()
	if !fits(t, value.Num) {
		c.fault(n, CodeType, "write sum(list, .amount)", "sum adds numbers, here are values of type %s", t)
	}
	t.Kind = value.Num
	return operand{typ: t, code: func(e *Env) value.Value {
		total := value.Int(0)
		o.values(e, func(v any) {
			if x, ok := v.(value.Number); ok {
				total = total.Add(x)
			}
		})
		return total
	}}
}

func (c *compiler) filter(n ast.Node, args []ast.Node) operand {
	o, ok := c.test(n, args, false, "filter(list, .field == …)")
	if !ok {
		return unknown
	}
	return operand{typ: o.list.typ, ref: nil, label: o.list.label, code: func(e *Env) value.Value {
		var out []any
		o.each(e, func(elem any) bool {
			if o.body.code(e) == true {
				out = append(out, elem)
			}
			return true
		})
		return out
	}}
}

func (c *compiler) mapped(n ast.Node, args []ast.Node) operand {
	o, ok := c.over(n, args, false, "map(list, .field)")
	if !ok {
		return unknown
	}
	return operand{typ: value.List(o.body.typ), label: o.list.label, code: func(e *Env) value.Value {
		var out []any
		o.values(e, func(v any) { out = append(out, v) })
		return out
	}}
}

func (c *compiler) find(n ast.Node, args []ast.Node) operand {
	o, ok := c.test(n, args, false, "find(list, ._id == owner).field")
	if !ok {
		return unknown
	}
	return operand{typ: o.rowType(), label: o.list.label, code: func(e *Env) value.Value {
		var found any
		o.each(e, func(elem any) bool {
			if o.body.code(e) != true {
				return true
			}
			found = elem
			return false
		})
		return found
	}}
}

// nth gives one element of a list by its number, from 1.
func (c *compiler) nth(n ast.Node, args []ast.Node) operand {
	if !c.arity(n, args, 2, 2, "nth(list, 1).field") {
		return unknown
	}
	o, ok := c.over(n, args[:1], true, "nth(list, 1).field")
	number := c.operand(args[1])
	if !ok {
		return unknown
	}
	c.want(args[1], number, value.Num, "nth")
	list, at := o.list.code, number.code
	return operand{typ: o.rowType(), label: o.list.label, code: func(e *Env) value.Value {
		elems, _ := list(e).([]any)
		i, ok := at(e).(value.Number)
		if !ok || !i.IsInteger() || i.LessThan(value.Int(1)) || i.GreaterThan(value.Int(len(elems))) {
			return nil
		}
		return elems[i.IntPart()-1]
	}}
}

func (o over) rowType() value.Type {
	if o.list.typ.Elem == nil {
		return value.Type{}
	}
	return *o.list.typ.Elem
}

func (c *compiler) distinct(n ast.Node, args []ast.Node) operand {
	o, ok := c.over(n, args, true, "distinct(map(list, .field))")
	if !ok {
		return unknown
	}
	return operand{typ: value.List(o.elemType()), code: func(e *Env) value.Value {
		var out []any
		o.values(e, func(v any) {
			if !slices.ContainsFunc(out, func(have any) bool { return equal(have, v) }) {
				out = append(out, v)
			}
		})
		return out
	}}
}

func (c *compiler) least(n ast.Node, args []ast.Node) operand {
	return c.extreme(n, args, "min", func(d int) bool { return d < 0 })
}

func (c *compiler) greatest(n ast.Node, args []ast.Node) operand {
	return c.extreme(n, args, "max", func(d int) bool { return d > 0 })
}

// extreme is min or max of some values, or of one list.
func (c *compiler) extreme(n ast.Node, args []ast.Node, name string, better func(int) bool) operand {
	if !c.arity(n, args, 1, 20, name+"(a, b) or "+name+"(map(list, .field))") {
		return unknown
	}
	var codes []code
	var t value.Type
	for i, a := range args {
		o := c.operand(a)
		if o.typ.Kind == value.Many && o.typ.Elem != nil {
			o.typ = *o.typ.Elem
		}
		if i == 0 {
			t = o.typ
		} else if !fits(o.typ, t.Kind) && t.Kind != value.None {
			c.fault(a, CodeType, "compare values of one kind", "%s of %s and %s", name, withArticle(t), withArticle(o.typ))
		}
		t.Integer = t.Integer && o.typ.Integer
		codes = append(codes, o.code)
	}
	t.Options = nil
	return operand{typ: t, code: func(e *Env) value.Value {
		var best any
		for _, code := range codes {
			best = betterOf(best, code(e), better)
		}
		return best
	}}
}

func betterOf(best, v any, better func(int) bool) any {
	if list, ok := v.([]any); ok {
		for _, elem := range list {
			best = betterOf(best, elem, better)
		}
		return best
	}
	if best == nil {
		return v
	}
	if d, ok := Compare(v, best); ok && better(d) {
		return v
	}
	return best
}

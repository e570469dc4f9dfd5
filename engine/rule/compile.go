package rule

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/definitions"
	"sportello/engine/function"
	"sportello/engine/value"
)

// compiler turns one rule into code. It keeps going after a fault, with a
// result of unknown type, so that one round shows them all.
type compiler struct {
	expr   definitions.Expr
	scope  Scope
	faults definitions.Faults
	reads  []Read
	others []Other
	depth  int                  // of predicates
	elems  []operand            // the elements of the predicates around
	means  map[ast.Node]operand // what names turned out to mean, for readings
}

// operand is a compiled node with what is known about it.
type operand struct {
	code  code
	typ   value.Type
	ref   *Ref // set while it is an answer that nothing has used yet
	space *Meaning
	table *Table
	test  *Test
	sure  *Sure
	label string
	reads []Read
	elem  bool // the element of a predicate, or something in it
	off   int
	lit   any // of literals
}

func constant(v any, t value.Type) operand {
	return operand{code: func(*Env) value.Value { return v }, typ: t, lit: v}
}

// unknown is the result of a node with a fault.
var unknown = operand{code: func(*Env) value.Value { return nil }}

// node compiles a node; the caller uses the result.
func (c *compiler) node(n ast.Node) operand {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return c.number(n)
	case *ast.StringNode:
		return constant(n.Value, value.TextType)
	case *ast.BoolNode:
		return constant(n.Value, value.BoolType)
	case *ast.NilNode:
		c.fault(n, CodeNil, "write answered(x) or not answered(x)", "nil is not a value of the language")
	case *ast.IdentifierNode:
		return c.identifier(n)
	case *ast.PointerNode:
		return c.pointer(n)
	case *ast.ChainNode:
		return c.node(n.Node)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.ArrayNode:
		return c.array(n)
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, callee.Value, n.Arguments)
		}
		c.fault(n, CodeForbidden, "call a function by its name", "only functions of the language can be called")
	default:
		c.fault(n, CodeForbidden, "see “Rules” in docs/language.md for what a rule may hold", "%s is not part of the language", nodeWords(n))
	}
	return unknown
}

func nodeWords(n ast.Node) string {
	switch n.(type) {
	case *ast.MapNode:
		return "a map"
	case *ast.SliceNode:
		return "a slice"
	case *ast.VariableDeclaratorNode:
		return "let (use values: instead)"
	case *ast.PredicateNode:
		return "a predicate here"
	}
	return "this"
}

// operand compiles a node and uses it.
func (c *compiler) operand(n ast.Node) operand {
	o := c.node(n)
	c.use(&o, false)
	if o.space != nil {
		c.fault(n, CodeType, "write one of its members, as in param.name", "%s is not a value by itself", o.label)
		return unknown
	}
	return o
}

// use records that the rule reads the answer an operand stands for.
func (c *compiler) use(o *operand, asked bool) {
	if o.ref != nil {
		c.reads = append(c.reads, Read{Ref: *o.ref, Offset: o.off, Asked: asked})
	}
	for _, r := range o.reads {
		c.reads = append(c.reads, Read{Ref: r.Ref, Offset: o.off, Asked: asked || r.Asked})
	}
	o.reads = nil
}

// number takes a literal from the source, where it has exactly the digits that
// the author wrote.
func (c *compiler) number(n ast.Node) operand {
	runes, loc := []rune(c.expr.Source), n.Location()
	text := string(runes[loc.From:min(loc.To, len(runes))])
	v, err := value.ParseNumber(text)
	if err != nil {
		c.fault(n, CodeLiteral, "write plain digits, as in 1234.50", "%q is not a plain decimal number", text)
		return unknown
	}
	t := value.NumberType
	t.Integer = v.IsInteger()
	return constant(v, t)
}

func (c *compiler) identifier(n *ast.IdentifierNode) operand {
	m, ok := c.scope.Name(n.Value)
	if !ok && c.misnamed(n) {
		return unknown
	}
	if !ok {
		c.fault(n, CodeUnknown, orElse(Nearest(n.Value, c.scope.Names()), "write text in quotes; a rule reads fields, conditions and values around it, and those outside"), "%s is not a name that can be read here", n.Value)
		return unknown
	}
	return c.note(n, c.meant(m, n.Value, n.Location().From))
}

// misnamed recognises what is often written for something else: a column of the
// rows without its dot, yes and no.
func (c *compiler) misnamed(n *ast.IdentifierNode) bool {
	switch {
	case n.Value == "yes" || n.Value == "no":
		c.fault(n, CodeUnknown, "name the field alone, or not and the field; or write true and false", "in a rule yes and no are not written")
		return true
	case len(c.elems) > 0 && c.elems[len(c.elems)-1].typ.Fields[n.Value].Kind != value.None:
		c.fault(n, CodeUnknown, "write ."+n.Value, "%s is a field of the rows", n.Value)
		return true
	}
	return false
}

// meant makes an operand of what a name means.
func (c *compiler) meant(m Meaning, name string, offset int) operand {
	o := operand{typ: m.Type, label: m.Label, off: offset, table: m.Table, test: m.Test, sure: m.Sure}
	if o.label == "" {
		o.label = name
	}
	switch {
	case m.Ref != nil:
		ref := m.Ref
		o.ref, o.code = ref, func(e *Env) value.Value { return e.get(ref) }
	case m.Space != nil:
		o.space, o.code = &m, unknown.code
	default:
		o.code, o.reads = m.Get, m.Reads
		if m.Table == nil {
			c.others = append(c.others, Other{name, o.label, m.Type, m.Get})
		}
	}
	return o
}

func (c *compiler) note(n ast.Node, o operand) operand {
	if c.means == nil {
		c.means = map[ast.Node]operand{}
	}
	c.means[n] = o
	return o
}

func (c *compiler) pointer(n *ast.PointerNode) operand {
	if len(c.elems) == 0 || n.Name != "" {
		c.fault(n, CodeForbidden, "write a name; a leading dot is for the rows inside any(), all(), sum() …", "there is no row here")
		return unknown
	}
	return c.note(n, c.elems[len(c.elems)-1])
}

func (c *compiler) member(n *ast.MemberNode) operand {
	name, ok := n.Property.(*ast.StringNode)
	if !ok || n.Method {
		c.fault(n, CodeForbidden, "write a name after the dot", "only names can follow a dot")
		return unknown
	}
	base := c.node(n.Node)
	switch {
	case base.space != nil:
		return c.spaceMember(n, base, name)
	case base.typ.Kind == value.None:
		return unknown
	case base.typ.Kind != value.Named:
		advice := "take it away, or name a group"
		if base.typ.Kind == value.Many {
			advice = "write any(list, .name), sum(list, .name) or map(list, .name)"
		}
		c.fault(name, CodeType, advice, "%s is a %s and has no .%s", base.label, base.typ, name.Value)
		return unknown
	}
	t, ok := base.typ.Fields[name.Value]
	if !ok {
		c.fault(name, CodeUnknown, orElse(Nearest(name.Value, keys(base.typ.Fields)), "see the contract, or the columns of the table, for what it has"), "%s has no .%s", base.label, name.Value)
		return unknown
	}
	return c.note(n, memberOf(base, name.Value, t, name.Location().From))
}

func memberOf(base operand, name string, t value.Type, offset int) operand {
	o := operand{typ: t, label: name, off: base.off, elem: base.elem, reads: base.reads}
	if base.ref != nil {
		o.ref = base.ref.Step(name)
		if !base.elem {
			ref := o.ref
			o.code = func(e *Env) value.Value { return e.get(ref) }
			return o
		}
		o.off = offset
	}
	from := base.code
	o.code = func(e *Env) value.Value {
		if g, ok := from(e).(value.Group); ok {
			if v := g[name]; v != Waiting {
				return v
			}
		}
		return nil
	}
	return o
}

func (c *compiler) spaceMember(n *ast.MemberNode, base operand, name *ast.StringNode) operand {
	m, ok := base.space.Space(name.Value)
	if !ok {
		c.fault(name, CodeUnknown, orElse(Nearest(name.Value, base.space.Known()), "declare it where the definition says what there is, or see “Rules” in docs/language.md"), "there is no %s.%s", base.label, name.Value)
		return unknown
	}
	return c.note(n, c.meant(m, base.label+"."+name.Value, base.off))
}

func (c *compiler) unary(n *ast.UnaryNode) operand {
	o := c.operand(n.Node)
	from := o.code
	switch n.Operator {
	case "not", "!":
		c.want(n.Node, o, value.YesNo, n.Operator)
		return operand{typ: value.BoolType, code: func(e *Env) value.Value { return from(e) != true }}
	case "-", "+":
		c.want(n.Node, o, value.Num, n.Operator)
		if n.Operator == "+" {
			return o
		}
		return operand{typ: o.typ, code: func(e *Env) value.Value { return negate(from(e)) }}
	}
	c.fault(n, CodeForbidden, "see “Rules” in docs/language.md", "the operator %s is not part of the language", n.Operator)
	return unknown
}

func (c *compiler) conditional(n *ast.ConditionalNode) operand {
	cond, a, b := c.operand(n.Cond), c.operand(n.Exp1), c.operand(n.Exp2)
	c.want(n.Cond, cond, value.YesNo, "?")
	t := c.unify(n.Exp2, a, b)
	test, yes, no := cond.code, a.code, b.code
	return operand{typ: t, code: func(e *Env) value.Value {
		if test(e) == true {
			return yes(e)
		}
		return no(e)
	}}
}

func (c *compiler) array(n *ast.ArrayNode) operand {
	elems := make([]code, len(n.Nodes))
	t := value.Type{}
	for i, node := range n.Nodes {
		o := c.operand(node)
		elems[i] = o.code
		if i == 0 {
			t = o.typ
		} else if o.typ.Kind != t.Kind && o.typ.Kind != value.None {
			c.fault(node, CodeType, "let all of one list be of one kind", "a list of %s cannot hold %s", t, o.typ)
		}
		if s, ok := o.lit.(string); ok {
			t.Options = append(t.Options[:len(t.Options):len(t.Options)], s)
		} else {
			t.Options = nil
		}
	}
	return operand{typ: value.List(t), code: func(e *Env) value.Value {
		out := make([]any, 0, len(elems))
		for _, elem := range elems {
			if v := elem(e); v != nil {
				out = append(out, v)
			}
		}
		return out
	}}
}

// want records a fault unless an operand is of a kind.
func (c *compiler) want(n ast.Node, o operand, k value.Kind, operator string) {
	if !fits(o.typ, k) {
		c.fault(n, CodeType, wantAdvice(k), "%s needs %s, this is %s", operator, kindWords(k), withArticle(o.typ))
	}
}

func wantAdvice(k value.Kind) string {
	if k == value.YesNo {
		return `write a condition: x > 3, x == "option", answered(x)`
	}
	return "write " + kindWords(k) + " here"
}

// orElse is an advice, or a more general one if there is none.
func orElse(advice, otherwise string) string {
	if advice != "" {
		return advice
	}
	return otherwise
}

func withArticle(t value.Type) string {
	s := t.String()
	if strings.ContainsAny(s[:1], "aeiou") {
		return "an " + s
	}
	return "a " + s
}

// unify gives the one type of two branches.
func (c *compiler) unify(n ast.Node, a, b operand) value.Type {
	switch {
	case a.typ.Kind == value.None:
		return b.typ
	case b.typ.Kind == value.None:
		return a.typ
	case a.typ.Kind != b.typ.Kind:
		c.fault(n, CodeType, "let both be of one kind", "one side is %s, the other %s", withArticle(a.typ), withArticle(b.typ))
		return value.Type{}
	}
	t := a.typ
	t.Integer = a.typ.Integer && b.typ.Integer
	t.Money = a.typ.Money || b.typ.Money
	t.Options, t.Titles = mergeOptions(a, b)
	return t
}

// mergeOptions joins the options of two choices; a text literal is a choice of
// one.
func mergeOptions(a, b operand) ([]string, map[string]string) {
	as, aok := optionsOf(a)
	bs, bok := optionsOf(b)
	if !aok || !bok {
		return nil, nil
	}
	titles := map[string]string{}
	for _, t := range []value.Type{a.typ, b.typ} {
		for k, v := range t.Titles {
			titles[k] = v
		}
	}
	return append(as[:len(as):len(as)], bs...), titles
}

func optionsOf(o operand) ([]string, bool) {
	if s, ok := o.lit.(string); ok {
		return []string{s}, true
	}
	return o.typ.Options, len(o.typ.Options) > 0
}

// call compiles a call of a special form or of a function of the table.
func (c *compiler) call(n ast.Node, name string, args []ast.Node) operand {
	if form, ok := formOf(name); ok {
		return form(c, n, args)
	}
	f, ok := functions[name]
	if !ok {
		c.fault(n, CodeFunction, orElse(Nearest(name, functionNames()), "see docs/functions.md for those that there are"), "there is no function %s", name)
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
		if p := f.Params[i]; !fits(o.typ, p.Type.Kind) && p.Type.Kind != value.None {
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

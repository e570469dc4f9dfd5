package rule

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/definitions"
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
	later  bool
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
func mergeOptions(a, b operand) ([]string, value.Titles) {
	as, aok := optionsOf(a)
	bs, bok := optionsOf(b)
	if !aok || !bok {
		return nil, nil
	}
	return slices.Concat(as, bs), slices.Concat(b.typ.Titles, a.typ.Titles)
}

func optionsOf(o operand) ([]string, bool) {
	if s, ok := o.lit.(string); ok {
		return []string{s}, true
	}
	return o.typ.Options, len(o.typ.Options) > 0
}

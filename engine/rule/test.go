package rule

import (
	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// Test is a condition as data, where a rule can be put so: a comparison of an
// answer with a literal, or a combination of such. It serves whoever must
// reason about a rule without running it, such as the published schema.
type Test struct {
	Op      string // and, or, not, ==, <, <=, >, >=, in, answered, is
	Tests   []*Test
	Ref     *Ref
	Type    value.Type
	Literal any   // of comparisons
	List    []any // of in
}

// test puts a node as a Test; nil if it cannot be.
func (c *compiler) testOf(n ast.Node) *Test {
	switch n := n.(type) {
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return combined("not", c.testOf(n.Node))
		}
	case *ast.BinaryNode:
		return c.binaryTest(n)
	case *ast.IdentifierNode, *ast.MemberNode:
		return c.nameTest(n)
	case *ast.CallNode:
		if n.Callee.String() == "answered" && len(n.Arguments) == 1 {
			if ref, t := c.plainRef(n.Arguments[0]); ref != nil {
				return &Test{Op: "answered", Ref: ref, Type: t}
			}
		}
	}
	return nil
}

func combined(op string, tests ...*Test) *Test {
	for _, t := range tests {
		if t == nil {
			return nil
		}
	}
	return &Test{Op: op, Tests: tests}
}

func (c *compiler) nameTest(n ast.Node) *Test {
	o, ok := c.means[n]
	switch {
	case !ok || o.typ.Kind != value.YesNo:
		return nil
	case o.test != nil:
		return o.test
	case o.ref != nil && !o.elem:
		return &Test{Op: "is", Ref: o.ref, Type: o.typ, Literal: true}
	}
	return nil
}

// plainRef is the answer that a node names.
func (c *compiler) plainRef(n ast.Node) (*Ref, value.Type) {
	o, ok := c.means[n]
	if !ok || o.ref == nil || o.elem {
		return nil, value.Type{}
	}
	return o.ref, o.typ
}

func (c *compiler) binaryTest(n *ast.BinaryNode) *Test {
	switch n.Operator {
	case "and", "&&":
		return combined("and", c.testOf(n.Left), c.testOf(n.Right))
	case "or", "||":
		return combined("or", c.testOf(n.Left), c.testOf(n.Right))
	case "!=":
		return combined("not", c.comparisonTest("==", n.Left, n.Right))
	case "==", "<", "<=", ">", ">=":
		return c.comparisonTest(n.Operator, n.Left, n.Right)
	case "in":
		return c.inTest(n)
	}
	return nil
}

func (c *compiler) comparisonTest(op string, left, right ast.Node) *Test {
	ref, t := c.plainRef(left)
	lit, ok := c.literal(right)
	if ref == nil || !ok {
		return nil
	}
	return &Test{Op: op, Ref: ref, Type: t, Literal: lit}
}

func (c *compiler) literal(n ast.Node) (any, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.BoolNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode:
		o := c.number(n)
		return o.lit, o.lit != nil
	}
	return nil, false
}

func (c *compiler) inTest(n *ast.BinaryNode) *Test {
	ref, t := c.plainRef(n.Left)
	array, ok := n.Right.(*ast.ArrayNode)
	if ref == nil || !ok {
		return nil
	}
	out := &Test{Op: "in", Ref: ref, Type: t}
	for _, elem := range array.Nodes {
		lit, ok := c.literal(elem)
		if !ok {
			return nil
		}
		out.List = append(out.List, lit)
	}
	return out
}

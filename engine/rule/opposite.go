package rule

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// Opposite is an answer whose absence makes a part of a rule true: it stands
// under != or not.
type Opposite struct {
	Read
	YesNo bool // it is an answer of yes or no, by itself: what is missing is no
}

// opposites finds the answers that stand under != or not. One that the rule
// also asks whether it is answered is none: the author has thought of it.
func (c *compiler) opposites(root ast.Node) []Opposite {
	var out []Opposite
	for _, r := range c.opposed(root, false) {
		if !slices.ContainsFunc(c.reads, func(x Read) bool { return x.Asked && x.Path == r.Path }) {
			out = append(out, r)
		}
	}
	return out
}

// opposed goes through the conditions of a rule. Inside an odd number of nots
// it is the plain comparisons that hold without an answer.
func (c *compiler) opposed(n ast.Node, inside bool) []Opposite {
	switch n := n.(type) {
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return c.opposed(n.Node, !inside)
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&", "or", "||":
			return append(c.opposed(n.Left, inside), c.opposed(n.Right, inside)...)
		case "!=":
			if !inside {
				return opposite(c.answersIn(n), false)
			}
		case "==", "<", "<=", ">", ">=", "in", "contains", "startsWith", "endsWith", "matches":
			if inside {
				return opposite(c.answersIn(n), false)
			}
		}
	case *ast.ConditionalNode:
		return append(c.opposed(n.Cond, false), append(c.opposed(n.Exp1, inside), c.opposed(n.Exp2, inside)...)...)
	case *ast.IdentifierNode, *ast.MemberNode:
		if inside {
			return opposite(c.answersIn(n), true)
		}
	}
	return nil
}

func opposite(reads []Read, yesNo bool) []Opposite {
	var out []Opposite
	for _, r := range reads {
		out = append(out, Opposite{r, yesNo})
	}
	return out
}

// answersIn lists the answers that a comparison is made of.
func (c *compiler) answersIn(n ast.Node) []Read {
	if o, ok := c.means[n]; ok && o.ref != nil && !o.elem {
		if o.typ.Kind == value.Many {
			return nil // a list without answers is an empty list
		}
		return []Read{{Ref: *o.ref, Offset: o.off}}
	}
	var out []Read
	switch n := n.(type) {
	case *ast.UnaryNode:
		return c.answersIn(n.Node)
	case *ast.BinaryNode:
		if n.Operator != "??" {
			out = append(c.answersIn(n.Left), c.answersIn(n.Right)...)
		}
	case *ast.CallNode:
		for _, arg := range n.Arguments {
			out = append(out, c.answersIn(arg)...)
		}
	case *ast.BuiltinNode:
		for _, arg := range n.Arguments {
			out = append(out, c.answersIn(arg)...)
		}
	}
	return out
}

// conjuncts are the conditions that all hold where the rule holds.
func conjuncts(n ast.Node) []ast.Node {
	if b, ok := n.(*ast.BinaryNode); ok && (b.Operator == "and" || b.Operator == "&&") {
		return append(conjuncts(b.Left), conjuncts(b.Right)...)
	}
	return []ast.Node{n}
}

// certainties are what is certain where the rule holds: the conditions it is
// made of, and the answers that it could not hold without.
func (c *compiler) certainties(root ast.Node) (conditions, answers []string) {
	for _, n := range conjuncts(root) {
		conditions = append(conditions, n.String())
		if named := c.means[n]; named.sure != nil { // a named condition: what makes it hold is certain too
			conditions = append(conditions, named.sure.Conditions...)
			answers = append(answers, named.sure.Answers...)
		}
		for _, r := range c.proven(n) {
			answers = append(answers, r.Path)
		}
	}
	return conditions, answers
}

// proven lists the answers that a condition cannot hold without.
func (c *compiler) proven(n ast.Node) []Read {
	switch n := n.(type) {
	case *ast.UnaryNode:
		return nil
	case *ast.BinaryNode:
		switch n.Operator {
		case "==", "<", "<=", ">", ">=", "in":
			return c.answersIn(n)
		}
		return nil
	case *ast.CallNode:
		if n.Callee.String() == "answered" {
			return c.answersIn(n)
		}
		return nil
	}
	return c.answersIn(n)
}

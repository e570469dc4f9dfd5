package rule

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// comparisons are the verbs of comparisons: of numbers and texts, and of days
// and times.
var comparisons = map[string][2]string{
	"==": {"è", "è"}, "!=": {"non è", "non è"},
	"<": {"è minore di", "è prima di"}, "<=": {"è al massimo", "non è dopo"},
	">": {"è maggiore di", "è dopo"}, ">=": {"è almeno", "non è prima di"},
	"contains": {"contiene", ""}, "startsWith": {"comincia con", ""}, "endsWith": {"finisce con", ""}, "matches": {"ha la forma", ""},
}

var sums = map[string]struct {
	sign string
	bind int
}{"+": {"+", bindSum}, "-": {"−", bindSum}, "*": {"×", bindProduct}, "/": {"÷", bindProduct}, "%": {"modulo", bindProduct}}

func (c *compiler) binaryWords(n *ast.BinaryNode) (string, int) {
	switch n.Operator {
	case "and", "&&":
		return c.condition(n.Left, bindAnd) + " e " + c.condition(n.Right, bindAnd), bindAnd
	case "or", "||":
		return c.condition(n.Left, bindOr) + " oppure " + c.condition(n.Right, bindOr), bindOr
	case "??":
		return c.read(n.Left, bindSum) + " (o, se manca, " + c.read(n.Right, bindSum) + ")", bindValue
	case "in":
		return c.membershipWords(n, false), bindCompare
	}
	if s, ok := sums[n.Operator]; ok {
		return c.read(n.Left, s.bind) + " " + s.sign + " " + c.read(n.Right, s.bind+1), s.bind
	}
	return c.comparisonWords(n, n.Operator), bindCompare
}

// comparisonWords reads left, verb, right. An opposite comparison holds besides
// for an answer that was not given, and says so.
func (c *compiler) comparisonWords(n *ast.BinaryNode, operator string) string {
	verb := comparisons[operator][0]
	if k := c.kindOf(n.Left); k == value.Day || k == value.Moment || k == value.Time {
		verb = comparisons[operator][1]
	}
	left, right := c.read(n.Left, bindSum), c.optionWords(n.Left, n.Right)
	if left == right { // of a row gone through, and of the row where the rule stands
		return left + either(operator == "!=", " è diverso da quello di questa riga", " è uguale a quello di questa riga")
	}
	text := left + " " + verb + " " + right
	if operator == "!=" {
		text += c.besides(n.Left, n.Right)
	}
	return text
}

// kindOf is the kind of a name; None for what has no name.
func (c *compiler) kindOf(n ast.Node) value.Kind { return c.means[n].typ.Kind }

// besides says what an opposite holds for too, if one of the nodes reads an
// answer, or something else that may be unknown.
func (c *compiler) besides(nodes ...ast.Node) string {
	words := ""
	for _, n := range nodes {
		look := &lookout{c: c}
		ast.Walk(&n, look)
		switch {
		case look.answer:
			return " (o non è stato chiesto)"
		case look.fact:
			words = " (o non si sa)"
		}
	}
	return words
}

// lookout looks for names that may be unanswered.
type lookout struct {
	c            *compiler
	answer, fact bool
}

// Visit sees one node.
func (l *lookout) Visit(n *ast.Node) {
	o, known := l.c.means[*n]
	answer := o.ref != nil && !strings.Contains(o.ref.Path, "<option>") || len(o.reads) > 0
	l.answer = l.answer || known && answer
	if m, ok := (*n).(*ast.MemberNode); ok {
		base, ok := m.Node.(*ast.IdentifierNode)
		l.fact = l.fact || ok && base.Value == "fact"
	}
}

// membershipWords reads x in list, or its opposite.
func (c *compiler) membershipWords(n *ast.BinaryNode, opposite bool) string {
	not := either(opposite, "non ", "")
	besides := ""
	if opposite {
		besides = c.besides(n.Left, n.Right)
	}
	if array, ok := n.Right.(*ast.ArrayNode); ok {
		last := either(opposite, " né ", " o ")
		return c.read(n.Left, bindSum) + " " + not + "è " + c.optionsWords(n.Left, array, last) + besides
	}
	if _, literal := n.Left.(*ast.StringNode); literal {
		return c.read(n.Right, bindSum) + " " + not + "comprende " + c.optionWords(n.Right, n.Left) + besides
	}
	return c.read(n.Left, bindSum) + " " + not + "è tra " + c.read(n.Right, bindSum) + besides
}

// optionWords reads an option of a choice by its title.
func (c *compiler) optionWords(choice, n ast.Node) string {
	t := c.means[choice].typ
	if t.Kind == value.Many && t.Elem != nil {
		t = *t.Elem
	}
	if s, ok := n.(*ast.StringNode); ok && t.Titles.Of(s.Value) != "" {
		return "«" + t.Titles.Of(s.Value) + "»"
	}
	if _, ok := n.(*ast.BoolNode); ok {
		return map[string]string{"sempre": "Sì", "mai": "No"}[c.read(n, bindSum)]
	}
	return c.read(n, bindSum)
}

func (c *compiler) optionsWords(choice ast.Node, array *ast.ArrayNode, last string) string {
	var parts []string
	for _, elem := range array.Nodes {
		parts = append(parts, c.optionWords(choice, elem))
	}
	return join(parts, last)
}

func (c *compiler) list(nodes []ast.Node, last string) string {
	var parts []string
	for _, n := range nodes {
		parts = append(parts, c.read(n, bindSum))
	}
	return join(parts, last)
}

func join(parts []string, last string) string {
	switch len(parts) {
	case 0:
		return "nessun valore"
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + last + parts[len(parts)-1]
}

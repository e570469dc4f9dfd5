package rule

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// How tightly a reading binds, so that brackets stand only where needed.
const (
	bindOr = iota + 1
	bindAnd
	bindNot
	bindCompare
	bindSum
	bindProduct
	bindValue
)

// read puts a node into plain Italian. around says how tightly the words around
// bind.
func (c *compiler) read(n ast.Node, around int) string {
	text, bind := c.words(n)
	if bind < around {
		return "(" + text + ")"
	}
	return text
}

func (c *compiler) words(n ast.Node) (string, int) {
	switch n := n.(type) {
	case *ast.BoolNode:
		return map[bool]string{true: "sempre", false: "mai"}[n.Value], bindValue
	case *ast.StringNode:
		return "«" + n.Value + "»", bindValue
	case *ast.IntegerNode, *ast.FloatNode:
		return strings.ReplaceAll(n.String(), ".", ","), bindValue
	case *ast.IdentifierNode, *ast.MemberNode, *ast.PointerNode:
		return c.name(n)
	case *ast.ChainNode:
		return c.words(n.Node)
	case *ast.UnaryNode:
		return c.unaryWords(n)
	case *ast.BinaryNode:
		return c.binaryWords(n)
	case *ast.ConditionalNode:
		return fmt.Sprintf("%s se %s, altrimenti %s", c.read(n.Exp1, bindSum), c.read(n.Cond, bindOr), c.read(n.Exp2, bindSum)), bindOr
	case *ast.ArrayNode:
		return c.list(n.Nodes, " o "), bindValue
	case *ast.BuiltinNode:
		return c.callWords(n.Name, n.Arguments)
	case *ast.CallNode:
		return c.callWords(n.Callee.String(), n.Arguments)
	case *ast.PredicateNode:
		return c.words(n.Node)
	}
	return n.String(), bindValue
}

func (c *compiler) name(n ast.Node) (string, int) {
	o, known := c.means[n]
	switch {
	case !known:
		if m, ok := n.(*ast.MemberNode); ok {
			return "«" + m.Property.(*ast.StringNode).Value + "» di " + c.read(m.Node, bindValue), bindValue
		}
		return n.String(), bindValue
	case o.ref != nil:
		if label := c.scope.Label(o.ref.Path); label != "" {
			return "«" + label + "»", bindValue
		}
		return "«" + o.label + "»", bindValue
	case o.typ.Kind == value.YesNo:
		return o.label, bindCompare
	}
	if m, ok := n.(*ast.MemberNode); ok && o.space == nil && o.elem {
		return "«" + m.Property.(*ast.StringNode).Value + "»", bindValue
	}
	return o.label, bindValue
}

func (c *compiler) unaryWords(n *ast.UnaryNode) (string, int) {
	if n.Operator == "-" {
		return "−" + c.read(n.Node, bindValue), bindProduct
	}
	if b, ok := n.Node.(*ast.BinaryNode); ok && b.Operator == "in" {
		return c.comparison(b, "non è tra", "o non è stato chiesto"), bindCompare
	}
	if c.yesNoAnswer(n.Node) {
		return c.read(n.Node, bindValue) + " non è Sì", bindCompare
	}
	return "non è vero che " + c.read(n.Node, bindNot), bindNot
}

// yesNoAnswer reports whether a node is an answer of yes or no, which needs
// words to stand as a condition.
func (c *compiler) yesNoAnswer(n ast.Node) bool {
	o, ok := c.means[n]
	return ok && o.ref != nil && o.typ.Kind == value.YesNo
}

var comparisons = map[string][2]string{
	"==": {"è", ""}, "!=": {"non è", "o non è stato chiesto"},
	"<": {"è minore di", ""}, "<=": {"è al massimo", ""},
	">": {"è maggiore di", ""}, ">=": {"è almeno", ""},
	"in": {"è tra", ""}, "contains": {"contiene", ""},
	"startsWith": {"comincia con", ""}, "endsWith": {"finisce con", ""}, "matches": {"ha la forma", ""},
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
	}
	if s, ok := sums[n.Operator]; ok {
		return c.read(n.Left, s.bind) + " " + s.sign + " " + c.read(n.Right, s.bind+1), s.bind
	}
	words := comparisons[n.Operator]
	return c.comparison(n, words[0], words[1]), bindCompare
}

func (c *compiler) condition(n ast.Node, around int) string {
	if c.yesNoAnswer(n) {
		return c.read(n, bindValue) + " è Sì"
	}
	return c.read(n, around)
}

// comparison reads left, verb, right; after what an opposite comparison holds
// for besides: an answer that was not given.
func (c *compiler) comparison(n *ast.BinaryNode, verb, besides string) string {
	text := c.read(n.Left, bindSum) + " " + verb + " " + c.optionWords(n.Left, n.Right)
	if besides != "" {
		if o, ok := c.means[n.Left]; ok && o.ref != nil {
			text += ", " + besides
		}
	}
	return text
}

// optionWords reads the options of a choice by their titles.
func (c *compiler) optionWords(choice, n ast.Node) string {
	o := c.means[choice]
	title := func(n ast.Node) string {
		if s, ok := n.(*ast.StringNode); ok && o.typ.Titles[s.Value] != "" {
			return "«" + o.typ.Titles[s.Value] + "»"
		}
		return c.read(n, bindSum)
	}
	array, ok := n.(*ast.ArrayNode)
	if !ok {
		return title(n)
	}
	var parts []string
	for _, elem := range array.Nodes {
		parts = append(parts, title(elem))
	}
	return join(parts, " e ")
}

func (c *compiler) list(nodes []ast.Node, last string) string {
	var parts []string
	for _, n := range nodes {
		parts = append(parts, c.read(n, bindSum))
	}
	return join(parts, last)
}

func join(parts []string, last string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + last + parts[len(parts)-1]
}

// overWords are the forms that go through a list: %[1]s the list, %[2]s the
// condition or value of a row.
var overWords = map[string]string{
	"any": "almeno una riga di %[1]s ha: %[2]s", "all": "tutte le righe di %[1]s hanno: %[2]s",
	"none": "nessuna riga di %[1]s ha: %[2]s", "count": "il numero di righe di %[1]s con %[2]s",
	"sum": "la somma di %[2]s in %[1]s", "filter": "le righe di %[1]s con %[2]s",
	"map": "%[2]s di %[1]s", "find": "la riga di %[1]s con %[2]s",
}

var plainWords = map[string]string{
	"answered": "%s è stato indicato", "len": "la lunghezza di %s", "count": "il numero di righe di %s",
	"sum": "la somma di %s", "distinct": "i diversi valori di %s", "abs": "il valore assoluto di %s",
}

func (c *compiler) callWords(name string, args []ast.Node) (string, int) {
	if words, ok := overWords[name]; ok && len(args) == 2 {
		return fmt.Sprintf(words, c.read(args[0], bindValue), c.condition(args[1].(*ast.PredicateNode).Node, bindOr)), bindNot
	}
	if words, ok := plainWords[name]; ok && len(args) == 1 {
		return fmt.Sprintf(words, c.read(args[0], bindValue)), bindCompare
	}
	switch {
	case name == "date" && len(args) == 1:
		if s, ok := args[0].(*ast.StringNode); ok {
			if d, err := value.ParseDate(s.Value); err == nil {
				return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year), bindValue
			}
		}
	case name == "min" && len(args) > 1:
		return "il minore tra " + c.list(args, " e "), bindValue
	case name == "max" && len(args) > 1:
		return "il maggiore tra " + c.list(args, " e "), bindValue
	}
	return name + "(" + c.list(args, ", ") + ")", bindValue
}

package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// How tightly a reading binds, so that brackets stand only where needed.
const (
	bindLoose = iota // what has no end of its own: "c'è una riga in cui …"
	bindOr
	bindAnd
	bindNot
	bindCompare
	bindSum
	bindProduct
	bindValue
)

// reading puts a whole rule into plain Italian.
func (c *compiler) reading(n ast.Node) string { return Sentence(c.condition(n, bindLoose)) }

// read puts a node into plain Italian. around says how tightly the words around
// bind.
func (c *compiler) read(n ast.Node, around int) string {
	text, bind := c.words(n)
	return bracketed(text, bind, around)
}

// condition reads a node that stands as a condition: an answer of yes or no
// needs a verb there.
func (c *compiler) condition(n ast.Node, around int) string {
	if text, ok := c.yesWords(n, false); ok {
		return bracketed(text, bindCompare, around)
	}
	return c.read(n, around)
}

func bracketed(text string, bind, around int) string {
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
		return c.name(n), bindValue
	case *ast.ChainNode:
		return c.words(n.Node)
	case *ast.UnaryNode:
		return c.unaryWords(n)
	case *ast.BinaryNode:
		return c.binaryWords(n)
	case *ast.ConditionalNode:
		return c.choiceWords(n), bindOr
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

// choiceWords reads a ? b : c, and what follows in c: "b se a; d se c;
// altrimenti e".
func (c *compiler) choiceWords(n *ast.ConditionalNode) string {
	var parts []string
	for {
		parts = append(parts, c.read(n.Exp1, bindSum)+" se "+c.condition(n.Cond, bindOr))
		next, more := n.Exp2.(*ast.ConditionalNode)
		if !more {
			break
		}
		n = next
	}
	return strings.Join(parts, "; ") + "; altrimenti " + c.read(n.Exp2, bindSum)
}

// name reads what a name means: an answer by its label, a column by its name,
// anything else by its title.
func (c *compiler) name(n ast.Node) string {
	o, known := c.means[n]
	m, isMember := n.(*ast.MemberNode)
	switch {
	case known && o.ref != nil && !isElem(n):
		if label := c.scope.Label(o.ref.Path); label != "" {
			return "«" + label + "»"
		}
		_, column, _ := strings.Cut(o.ref.Path, "<option>.")
		return "«" + either(column != "", column, o.ref.Path) + "»"
	case isElem(n):
		return "il valore"
	case isMember && (!known || o.space == nil && !c.isSpace(m.Node)):
		return c.columnWords(m)
	case !known:
		return n.String()
	}
	return called(o.label)
}

func isElem(n ast.Node) bool { _, ok := n.(*ast.PointerNode); return ok }

func (c *compiler) isSpace(n ast.Node) bool { return c.means[n].space != nil }

// columnWords reads a member of something that is no answer: the column of a
// table, of a row that was found, of the identity.
func (c *compiler) columnWords(m *ast.MemberNode) string {
	name := "«" + m.Property.(*ast.StringNode).Value + "»"
	if isElem(m.Node) {
		return name
	}
	return name + " di " + c.read(m.Node, bindSum)
}

// called quotes a title, so that it is seen where it ends. Words of ours, which
// begin with an article, stay as they are.
func called(label string) string {
	for _, article := range []string{"il ", "lo ", "la ", "l'", "i ", "gli ", "le "} {
		if strings.HasPrefix(label, article) {
			return label
		}
	}
	switch label {
	case "oggi", "adesso", "nessuna risposta":
		return label
	}
	return "«" + label + "»"
}

// yesWords reads a name of the kind yes or no as a condition, or as its
// opposite. ok is false if the node is no such name.
func (c *compiler) yesWords(n ast.Node, opposite bool) (text string, ok bool) {
	o, known := c.means[n]
	if !known || o.typ.Kind != value.YesNo {
		return "", false
	}
	_, isMember := n.(*ast.MemberNode)
	if o.ref != nil || isElem(n) || isMember && !c.isSpace(n.(*ast.MemberNode).Node) {
		return c.name(n) + either(opposite, " non è Sì", " è Sì"), true
	}
	if first, _ := utf8.DecodeRuneInString(o.label); unicode.IsUpper(first) || !strings.Contains(o.label, " ") {
		return either(opposite, "non vale ", "vale ") + called(o.label), true
	}
	if opposite {
		return negated(o.label), true
	}
	return o.label, true
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// verbs are how the words of a condition begin that can be turned round by
// putting "non" before them.
const verbs = " è sono era ha hanno si c'è ci serve servono vuole chiede sceglie iscrive può deve fa risulta riguarda abita vive presenta allega agisce "

// negated is the opposite of the words of a condition.
func negated(words string) string {
	first, _, _ := strings.Cut(words, " ")
	if strings.Contains(verbs, " "+first+" ") {
		return "non " + words
	}
	return notTrue + words
}

// notTrue is the opposite of anything.
const notTrue = "non è vero che "

// contractions join prepositions and articles.
var contractions = strings.NewReplacer(
	" di il ", " del ", " di lo ", " dello ", " di la ", " della ", " di l'", " dell'", " di i ", " dei ", " di gli ", " degli ", " di le ", " delle ",
	" a il ", " al ", " a lo ", " allo ", " a la ", " alla ", " a l'", " all'", " a i ", " ai ", " a gli ", " agli ", " a le ", " alle ",
	" da il ", " dal ", " da lo ", " dallo ", " da la ", " dalla ", " da l'", " dall'", " da i ", " dai ", " da gli ", " dagli ", " da le ", " dalle ",
	" in il ", " nel ", " in lo ", " nello ", " in la ", " nella ", " in l'", " nell'", " in i ", " nei ", " in gli ", " negli ", " in le ", " nelle ",
)

// Sentence joins words, with articles and prepositions as they are said.
func Sentence(words ...string) string {
	return strings.TrimSpace(contractions.Replace(" " + strings.Join(words, " ")))
}

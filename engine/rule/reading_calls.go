package rule

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// overWords are the forms that give a value of a list: %[1]s the list, %[2]s
// the condition or value of a row.
var overWords = map[string]struct {
	words string
	bind  int
}{
	"filter": {"le righe di %[1]s in cui %[2]s", bindCompare}, "find": {"la riga di %[1]s in cui %[2]s", bindCompare},
	"sum": {"la somma di %[2]s in %[1]s", bindSum}, "map": {"i valori di %[2]s in %[1]s", bindSum}, "distinct": {"i diversi valori di %[2]s in %[1]s", bindSum},
}

var plainWords = map[string]string{
	"count": "il numero di righe di %s", "sum": "la somma di %s",
	"min": "il minore di %s", "max": "il maggiore di %s",
}

func (c *compiler) callWords(name string, args []ast.Node) (string, int) {
	if len(args) == 2 {
		if _, over := args[1].(*ast.PredicateNode); over {
			return c.listWords(name, args, false)
		}
	}
	switch {
	case name == "answered" && len(args) == 1:
		return c.answeredWords(args[0], false), bindCompare
	case name == "len" && len(args) == 1:
		return c.lengthWords(args[0]), bindSum
	case name == "nth" && len(args) == 2:
		return "la riga " + c.read(args[1], bindSum) + " di " + c.read(args[0], bindValue), bindSum
	case name == "lookup" && len(args) > 1:
		return c.list(args[1:], " e ") + " in " + c.read(args[0], bindValue), bindSum
	case name == "distinct" && len(args) == 1:
		return "i diversi " + strings.TrimPrefix(c.read(args[0], bindSum), "i "), bindSum
	case name == "count" && len(args) == 1 && strings.HasPrefix(c.read(args[0], bindSum), "i "):
		return "il numero di " + c.read(args[0], bindSum), bindSum
	case plainWords[name] != "" && len(args) == 1:
		return fmt.Sprintf(plainWords[name], c.read(args[0], bindSum)), bindSum
	case name == "min":
		return "il minore tra " + c.list(args, " e "), bindSum
	case name == "max":
		return "il maggiore tra " + c.list(args, " e "), bindSum
	}
	return c.functionWords(name, args, false)
}

// listWords reads a form that goes through a list.
func (c *compiler) listWords(name string, args []ast.Node, opposite bool) (string, int) {
	one, each, no := "una riga", "riga", "nessuna riga"
	if t := c.means[args[0]].typ; t.Elem != nil && t.Elem.Kind != value.Named {
		one, each, no = "un valore", "valore", "nessun valore"
	}
	list := c.read(args[0], bindValue)
	p := args[1].(*ast.PredicateNode) // the parser gives nothing else here
	switch name {
	case "any", "none":
		if (name == "none") != opposite {
			return "non c'è " + no + " di " + list + " in cui " + c.condition(p.Node, bindAnd), bindLoose
		}
		return "c'è almeno " + one + " di " + list + " in cui " + c.condition(p.Node, bindAnd), bindLoose
	case "all":
		return either(opposite, "non ", "") + "in ogni " + each + " di " + list + " " + c.condition(p.Node, bindAnd), bindLoose
	case "count":
		return "il numero di righe di " + list + " in cui " + c.condition(p.Node, bindAnd), bindCompare
	}
	w := overWords[name]
	body := c.condition(p.Node, bindSum)
	if name == "filter" || name == "find" {
		body = c.condition(p.Node, bindAnd)
	}
	return fmt.Sprintf(w.words, list, body), w.bind
}

// answeredWords reads whether something is known: an answer that a citizen
// gives, or anything else.
func (c *compiler) answeredWords(n ast.Node, opposite bool) string {
	if c.means[n].ref != nil {
		return c.read(n, bindSum) + either(opposite, " non ha una risposta", " ha una risposta")
	}
	return either(opposite, "non si conosce ", "si conosce ") + c.read(n, bindSum)
}

func (c *compiler) lengthWords(n ast.Node) string {
	if c.means[n].typ.Kind == value.Many {
		return "quanti valori ha " + c.read(n, bindSum)
	}
	return "il numero di caratteri di " + c.read(n, bindSum)
}

// optionalWords stand in square brackets.
var optionalWords = regexp.MustCompile(`\[([^\d][^\]]*)\]`)

// wordsFor takes the words of the last arguments away that are left out, and
// the brackets from around those that are given.
func wordsFor(words string, left int) string {
	given := len(optionalWords.FindAllString(words, -1)) - left
	return optionalWords.ReplaceAllStringFunc(words, func(s string) string {
		if given--; given < 0 {
			return ""
		}
		return s[1 : len(s)-1]
	})
}

// functionWords reads a call as the table of functions says it.
func (c *compiler) functionWords(name string, args []ast.Node, opposite bool) (string, int) {
	f, known := functions[name]
	if text, ok := c.literalWords(name, args); ok {
		return text, bindValue
	}
	if !known || f.Words == "" || opposite && f.Not == "" {
		return name + "(" + c.list(args, ", ") + ")", bindValue
	}
	words := wordsFor(either(opposite, f.Not, f.Words), len(f.Params)-len(args))
	read := make([]any, len(args))
	for i, a := range args {
		around := bindProduct
		if _, sum := a.(*ast.BinaryNode); sum {
			around = bindValue
		}
		read[i] = c.read(a, around)
	}
	text := fmt.Sprintf(words, read...)
	if opposite {
		text += c.besides(args...)
	}
	if f.Result.Kind == value.YesNo {
		return text, bindCompare
	}
	return text, bindProduct
}

// literalWords reads days, instants and times that are written out.
func (c *compiler) literalWords(name string, args []ast.Node) (string, bool) {
	if len(args) != 1 {
		return "", false
	}
	s, ok := args[0].(*ast.StringNode)
	if !ok {
		return "", false
	}
	switch name {
	case "date":
		if d, err := value.ParseDate(s.Value); err == nil {
			return italianDay(d), true
		}
	case "time":
		return "le ore " + s.Value, true
	case "instant":
		day, clock, _ := strings.Cut(s.Value, "T")
		if d, err := value.ParseDate(day); err == nil {
			return strings.TrimSpace("il " + italianDay(d) + " alle " + clock), true
		}
	}
	return "", false
}

func italianDay(d value.Date) string {
	return fmt.Sprintf("il %d/%d/%d", d.Day, d.Month, d.Year)
}

// unaryWords reads a minus or an opposite, which holds for what was not asked
// too, and says so.
func (c *compiler) unaryWords(n *ast.UnaryNode) (string, int) {
	switch n.Operator {
	case "-":
		return "−" + c.read(n.Node, bindValue), bindProduct
	case "+":
		return c.words(n.Node)
	}
	if text, ok := c.yesWords(n.Node, true); ok && !strings.HasPrefix(text, notTrue) {
		return text, bindCompare
	} else if ok {
		return text, bindLoose
	}
	switch inner := n.Node.(type) {
	case *ast.BinaryNode:
		switch inner.Operator {
		case "in":
			return c.membershipWords(inner, true), bindCompare
		case "==":
			return c.comparisonWords(inner, "!="), bindCompare
		}
	case *ast.BuiltinNode:
		if text, bind, ok := c.opposite(inner.Name, inner.Arguments); ok {
			return text, bind
		}
	case *ast.CallNode:
		if text, bind, ok := c.opposite(inner.Callee.String(), inner.Arguments); ok {
			return text, bind
		}
	}
	return notTrue + c.condition(n.Node, bindNot) + c.besides(n.Node), bindLoose
}

// opposite reads the opposite of a call, if it has words of its own.
func (c *compiler) opposite(name string, args []ast.Node) (string, int, bool) {
	switch {
	case name == "answered" && len(args) == 1:
		return c.answeredWords(args[0], true), bindCompare, true
	case (name == "any" || name == "all" || name == "none") && len(args) == 2:
		text, bind := c.listWords(name, args, true)
		return text, bind, true
	case functions[name].Not != "":
		text, bind := c.functionWords(name, args, true)
		return text, bind, true
	}
	return "", 0, false
}

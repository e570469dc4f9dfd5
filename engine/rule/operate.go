package rule

import (
	"fmt"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"sportello/definitions"
	"sportello/engine/value"
)

// quotientDigits is how many decimals a division keeps: more than any
// threshold or amount can tell apart.
const quotientDigits = 34

// maxDigits bounds a product; beyond it the result is unanswered.
const maxDigits = 400

func (c *compiler) binary(n *ast.BinaryNode) operand {
	if n.Operator == "matches" {
		return c.matches(n)
	}
	a, b := c.operand(n.Left), c.operand(n.Right)
	switch n.Operator {
	case "and", "&&", "or", "||":
		return c.logic(n, a, b)
	case "==", "!=":
		return c.equality(n, a, b)
	case "<", "<=", ">", ">=":
		return c.order(n, a, b)
	case "in":
		return c.membership(n, a, b)
	case "+", "-", "*", "/", "%":
		return c.arithmetic(n, a, b)
	case "??":
		t := c.unify(n.Right, a, b)
		first, second := a.code, b.code
		return operand{typ: t, code: func(e *Env) value.Value {
			if v := first(e); v != nil {
				return v
			}
			return second(e)
		}}
	case "contains", "startsWith", "endsWith":
		return c.textTest(n, a, b)
	}
	c.fault(n, CodeForbidden, "see “Rules” in docs/language.md", "the operator %s is not part of the language", n.Operator)
	return unknown
}

func (c *compiler) logic(n *ast.BinaryNode, a, b operand) operand {
	c.want(n.Left, a, value.YesNo, n.Operator)
	c.want(n.Right, b, value.YesNo, n.Operator)
	x, y := a.code, b.code
	if n.Operator == "and" || n.Operator == "&&" {
		return operand{typ: value.BoolType, code: func(e *Env) value.Value { return x(e) == true && y(e) == true }}
	}
	return operand{typ: value.BoolType, code: func(e *Env) value.Value { return x(e) == true || y(e) == true }}
}

func (c *compiler) equality(n *ast.BinaryNode, a, b operand) operand {
	c.comparable(n, a, b)
	x, y := a.code, b.code
	if n.Operator == "==" {
		return operand{typ: value.BoolType, code: func(e *Env) value.Value { return equal(x(e), y(e)) }}
	}
	return operand{typ: value.BoolType, code: func(e *Env) value.Value { return !equal(x(e), y(e)) }}
}

// nothing is the label of the name unanswered.
const nothing = "nessuna risposta"

// comparable records a fault if two operands can never be equal.
func (c *compiler) comparable(n ast.Node, a, b operand) {
	if a.label == nothing || b.label == nothing {
		c.fault(n, CodeNil, "write answered(x) or not answered(x)", "a comparison with unanswered is never true")
		return
	}
	if a.typ.Kind == value.None || b.typ.Kind == value.None {
		return
	}
	if a.typ.Kind != b.typ.Kind || a.typ.Kind == value.Many || a.typ.Kind == value.Named {
		c.fault(n, CodeType, comparisonAdvice(a.typ, b.typ), "cannot compare %s with %s", withArticle(a.typ), withArticle(b.typ))
		return
	}
	c.checkOption(n, a, b)
	c.checkOption(n, b, a)
}

func comparisonAdvice(a, b value.Type) string {
	kinds := [2]value.Kind{min(a.Kind, b.Kind), max(a.Kind, b.Kind)}
	switch kinds {
	case [2]value.Kind{value.Text, value.Day}:
		return `write dates as date("2026-03-02"), and give date fields as: date`
	case [2]value.Kind{value.Day, value.Moment}:
		return "write date_of(…) for the day of an instant"
	case [2]value.Kind{value.Text, value.Num}:
		return "write numbers without quotes"
	case [2]value.Kind{value.Text, value.Many}:
		return `write "option" in list`
	}
	return "compare values of one kind"
}

// checkOption records a fault if a literal is not an option of a choice.
func (c *compiler) checkOption(n ast.Node, choice, literal operand) {
	s, ok := literal.lit.(string)
	if ok && !choice.typ.Allows(s) {
		c.fault(n, CodeOption, definitions.Nearest(s, choice.typ.Options), "%q is not an option of %s", s, choice.label)
	}
}

func equal(a, b value.Value) bool {
	if a == nil || b == nil {
		return false
	}
	if x, ok := a.(value.Number); ok {
		y, ok := b.(value.Number)
		return ok && x.Equal(y)
	}
	if x, ok := a.(time.Time); ok {
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	}
	return comparableKinds(a) && comparableKinds(b) && a == b
}

func comparableKinds(v any) bool {
	switch v.(type) {
	case []any, value.Group:
		return false
	}
	return true
}

func (c *compiler) order(n *ast.BinaryNode, a, b operand) operand {
	if a.typ.Kind != value.None && b.typ.Kind != value.None {
		switch {
		case a.typ.Kind != b.typ.Kind:
			c.fault(n, CodeType, comparisonAdvice(a.typ, b.typ), "cannot compare %s with %s", withArticle(a.typ), withArticle(b.typ))
		case a.typ.Kind != value.Num && a.typ.Kind != value.Day && a.typ.Kind != value.Time && a.typ.Kind != value.Moment:
			c.fault(n, CodeType, "order works on numbers, dates, times and instants", "%s has no order", withArticle(a.typ))
		}
	}
	x, y := a.code, b.code
	holds := map[string]func(int) bool{
		"<":  func(d int) bool { return d < 0 },
		"<=": func(d int) bool { return d <= 0 },
		">":  func(d int) bool { return d > 0 },
		">=": func(d int) bool { return d >= 0 },
	}[n.Operator]
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		d, ok := Compare(x(e), y(e))
		return ok && holds(d)
	}}
}

// Compare orders two values of one ordered kind; ok is false if either is
// unanswered or they have no order.
func Compare(a, b value.Value) (d int, ok bool) {
	switch x := a.(type) {
	case value.Number:
		if y, ok := b.(value.Number); ok {
			return x.Cmp(y), true
		}
	case value.Date:
		if y, ok := b.(value.Date); ok {
			return x.Compare(y), true
		}
	case value.Clock:
		if y, ok := b.(value.Clock); ok {
			return x.Compare(y), true
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y), true
		}
	}
	return 0, false
}

func (c *compiler) membership(n *ast.BinaryNode, a, b operand) operand {
	if !fits(b.typ, value.Many) {
		c.fault(n.Right, CodeType, `write x in ["a", "b"], or name a list`, "in needs a list, this is %s", withArticle(b.typ))
	} else if b.typ.Elem != nil {
		c.checkMembers(n, a, b)
	}
	x, y := a.code, b.code
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		v := x(e)
		if v == nil {
			return false
		}
		list, _ := y(e).([]any)
		for _, elem := range list {
			if equal(v, elem) {
				return true
			}
		}
		return false
	}}
}

func (c *compiler) checkMembers(n *ast.BinaryNode, a, b operand) {
	elem := operand{typ: *b.typ.Elem, label: b.label}
	if array, ok := n.Right.(*ast.ArrayNode); ok {
		for _, node := range array.Nodes {
			if s, ok := node.(*ast.StringNode); ok {
				c.checkOption(node, a, constant(s.Value, value.TextType))
			}
		}
		elem.typ.Options = nil
	}
	c.comparable(n, a, elem)
}

func (c *compiler) textTest(n *ast.BinaryNode, a, b operand) operand {
	c.want(n.Left, a, value.Text, n.Operator)
	c.want(n.Right, b, value.Text, n.Operator)
	test := map[string]func(s, t string) bool{
		"contains": strings.Contains, "startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix,
	}[n.Operator]
	x, y := a.code, b.code
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		s, ok := x(e).(string)
		t, ok2 := y(e).(string)
		return ok && ok2 && test(s, t)
	}}
}

// matches tests a text against a regular expression, which must be a literal so
// that it is compiled once.
func (c *compiler) matches(n *ast.BinaryNode) operand {
	a := c.operand(n.Left)
	c.want(n.Left, a, value.Text, "matches")
	pattern, ok := n.Right.(*ast.StringNode)
	if !ok {
		c.fault(n.Right, CodeType, `write x matches "^[0-9]+$"`, "the pattern must be written out")
		return unknown
	}
	re, err := compilePattern(pattern.Value)
	if err != nil {
		c.fault(pattern, CodeLiteral, "see the syntax of RE2", "not a pattern: %v", err)
		return unknown
	}
	x := a.code
	return operand{typ: value.BoolType, code: func(e *Env) value.Value {
		s, ok := x(e).(string)
		return ok && re.MatchString(s)
	}}
}

func (c *compiler) arithmetic(n *ast.BinaryNode, a, b operand) operand {
	x, y := a.code, b.code
	if n.Operator == "+" && a.typ.Kind == value.Text && fits(b.typ, value.Text) {
		return operand{typ: value.TextType, code: func(e *Env) value.Value {
			s, ok := x(e).(string)
			t, ok2 := y(e).(string)
			if !ok || !ok2 {
				return nil
			}
			return s + t
		}}
	}
	if a.typ.Kind == value.Day || b.typ.Kind == value.Day {
		c.fault(n, CodeType, "use days(a, b), months(a, b) or add_days(date, n)", "dates are not added or subtracted with %s", n.Operator)
		return unknown
	}
	c.want(n.Left, a, value.Num, n.Operator)
	c.want(n.Right, b, value.Num, n.Operator)
	t := value.NumberType
	t.Money = a.typ.Money != b.typ.Money || a.typ.Money && n.Operator != "/"
	t.Integer = a.typ.Integer && b.typ.Integer && n.Operator != "/"
	apply := operations[n.Operator]
	return operand{typ: t, code: func(e *Env) value.Value {
		p, ok := x(e).(value.Number)
		if !ok {
			return nil
		}
		q, ok := y(e).(value.Number)
		if !ok {
			return nil
		}
		return apply(p, q)
	}}
}

// operations are the exact ones; what has no result is unanswered.
var operations = map[string]func(a, b value.Number) value.Value{
	"+": func(a, b value.Number) value.Value { return a.Add(b) },
	"-": func(a, b value.Number) value.Value { return a.Sub(b) },
	"*": func(a, b value.Number) value.Value {
		if a.NumDigits()+b.NumDigits() > maxDigits {
			return nil
		}
		return a.Mul(b)
	},
	"/": func(a, b value.Number) value.Value {
		if b.IsZero() {
			return nil
		}
		return a.DivRound(b, quotientDigits)
	},
	"%": func(a, b value.Number) value.Value {
		if b.IsZero() {
			return nil
		}
		return a.Mod(b)
	},
}

func negate(v value.Value) value.Value {
	if n, ok := v.(value.Number); ok {
		return n.Neg()
	}
	return nil
}

// Canonical gives a value as text: the form of scenarios, keys and examples.
// Unanswered is "".
func Canonical(v value.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case decimal.Decimal:
		return v.String()
	case time.Time:
		return v.Format("2006-01-02T15:04:05")
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(v)
}

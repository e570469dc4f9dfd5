package function_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"sportello/engine/function"
	"sportello/engine/value"
)

// rome is a fixed context: Pisa, whose patron is on 17 June.
func rome(t testing.TB) function.Context {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	return function.Context{
		Now:    time.Date(2026, 3, 2, 10, 0, 0, 0, zone),
		Patron: function.MonthDay{Month: time.June, Day: 17},
	}
}

// byName indexes the table.
func byName() map[string]function.Function {
	names := map[string]function.Function{}
	for _, f := range function.Table() {
		names[f.Name] = f
	}
	return names
}

// goList writes a list as a call, which Go's parser understands.
var goList = strings.NewReplacer("[", "list(", "]", ")")

// evaluate runs a call written as in a rule: functions, texts, numbers and
// lists. Go's own parser understands that much of the language.
func evaluate(t testing.TB, c function.Context, rule string) any {
	t.Helper()
	expr, err := parser.ParseExpr(goList.Replace(rule))
	if err != nil {
		t.Fatalf("%s: %v", rule, err)
	}
	result, err := evaluator{c, byName()}.eval(expr)
	if err != nil {
		t.Fatalf("%s: %v", rule, err)
	}
	return result
}

type evaluator struct {
	context   function.Context
	functions map[string]function.Function
}

func (e evaluator) eval(expr ast.Expr) (any, error) {
	switch x := expr.(type) {
	case *ast.Ident:
		return x.Name == "true", nil
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return strconv.Unquote(x.Value)
		}
		return decimal.NewFromString(x.Value)
	case *ast.UnaryExpr:
		v, err := e.eval(x.X)
		if n, ok := v.(decimal.Decimal); ok && x.Op == token.SUB {
			return n.Neg(), err
		}
	case *ast.CallExpr:
		return e.call(x)
	}
	return nil, fmt.Errorf("cannot evaluate %T", expr)
}

func (e evaluator) call(x *ast.CallExpr) (any, error) {
	name, ok := x.Fun.(*ast.Ident)
	if !ok {
		return nil, fmt.Errorf("no name to call: %T", x.Fun)
	}
	args := make([]any, len(x.Args))
	for i, a := range x.Args {
		v, err := e.eval(a)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	if name.Name == "list" {
		return args, nil
	}
	f, ok := e.functions[name.Name]
	if !ok {
		return nil, fmt.Errorf("no function %s", name.Name)
	}
	if err := countArguments(f, len(x.Args)); err != nil {
		return nil, err
	}
	for i, v := range args {
		if v == nil {
			return nil, fmt.Errorf("argument %d of %s is unanswered", i+1, f.Name)
		}
		if kind := kindOf(v); kind != f.Params[i].Type.Kind {
			return nil, fmt.Errorf("argument %d of %s has the wrong kind: %v", i+1, f.Name, v)
		}
	}
	return f.Call(e.context, args), nil
}

func countArguments(f function.Function, n int) error {
	if n > len(f.Params) {
		return fmt.Errorf("too many arguments for %s", f.Name)
	}
	for _, p := range f.Params[n:] {
		if !p.Optional {
			return fmt.Errorf("%s wants %s", f.Name, p.Name)
		}
	}
	return nil
}

func kindOf(v any) value.Kind {
	switch v.(type) {
	case string:
		return value.Text
	case bool:
		return value.YesNo
	case decimal.Decimal:
		return value.Num
	case value.Date:
		return value.Day
	case value.Clock:
		return value.Time
	case time.Time:
		return value.Moment
	case []any:
		return value.Many
	case value.Group:
		return value.Named
	}
	return value.None
}

// canonical writes a value as scenarios do.
func canonical(v any) string {
	switch v := v.(type) {
	case nil:
		return "unanswered"
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case time.Time:
		return v.Format("2006-01-02T15:04:05")
	}
	return fmt.Sprint(v)
}

// expectation is a rule and its result in canonical text.
type expectation struct{ rule, want string }

func check(t *testing.T, cases []expectation) {
	t.Helper()
	c := rome(t)
	for _, e := range cases {
		if got := canonical(evaluate(t, c, e.rule)); got != e.want {
			t.Errorf("%s = %s, want %s", e.rule, got, e.want)
		}
	}
}

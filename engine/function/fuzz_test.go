package function_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"sportello/engine/function"
	"sportello/engine/value"
)

// Whatever the arguments, no function panics, gives another kind than it says,
// or a day outside the calendar of rules.
func FuzzNoFunctionFails(f *testing.F) {
	f.Add("RSSMRC83L04G702T", "Rossi", int64(235), int32(-2), 2026, 3, 2, int64(1772442000))
	f.Add("", "\xff\u0300", int64(-1<<63), int32(1<<31-1), 1600, 1, 1, int64(1<<62))
	f.Add("IT60X0542811101000000123456", "+39 050 910111", int64(1<<62), int32(-1<<31), 2400, 12, 31, int64(-1<<62))
	f.Add("1.234,50", "a@b.it", int64(30), int32(0), 2026, 2, 31, int64(0))
	f.Fuzz(func(t *testing.T, a, b string, coefficient int64, exponent int32, year, month, day int, unix int64) {
		c := rome(t)
		args := map[value.Kind][]any{
			value.Text:   {a, b},
			value.Num:    {decimal.New(coefficient, exponent), decimal.New(coefficient%5000, 0)},
			value.Day:    {value.Date{Year: year, Month: time.Month(month), Day: day}, value.Date{Year: 2026, Month: 3, Day: 2}},
			value.Time:   {value.Clock{Hour: month, Minute: day}, value.Clock{Hour: 12}},
			value.Moment: {time.Unix(unix, 0), c.Now},
			value.YesNo:  {day%2 == 0, true},
			value.Many: {[]any{a, nil, value.Group{
				"from": value.Date{Year: year, Month: time.Month(month), Day: day}, "to": value.Date{Year: 2026, Month: 3, Day: 2},
				"weight": decimal.New(coefficient, exponent%50), "key": b,
			}}, []any{}},
		}
		for _, fn := range function.Table() {
			tryBothWays(t, c, fn, args)
		}
	})
}

// tryBothWays calls a function with the wild arguments in either order.
func tryBothWays(t *testing.T, c function.Context, fn function.Function, args map[value.Kind][]any) {
	t.Helper()
	for shift := range 2 {
		var chosen []any
		for i, p := range fn.Params {
			choice := args[p.Type.Kind]
			chosen = append(chosen, choice[(i+shift)%len(choice)])
		}
		result := fn.Call(c, chosen)
		if kind := kindOf(result); kind != fn.Result.Kind && (result != nil || fn.Result.Kind == value.YesNo) {
			t.Errorf("%s(%v) gives %v", fn.Name, chosen, result)
		}
		if d, ok := result.(value.Date); ok && (d.Year < 1600 || d.Year > 2400 || d.AddDays(0) != d) {
			t.Errorf("%s(%v) gives the day %v", fn.Name, chosen, d)
		}
	}
}

// Arguments of the wrong kind, or too few, are no reason to fail either.
func TestWrongArgumentsAreHarmless(t *testing.T) {
	for _, fn := range function.Table() {
		for _, args := range [][]any{nil, {nil, nil, nil}, {struct{}{}, struct{}{}, struct{}{}}} {
			if got := fn.Call(rome(t), args); got != nil && got != false {
				t.Errorf("%s(%v) = %v", fn.Name, args, got)
			}
		}
	}
}

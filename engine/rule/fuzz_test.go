package rule_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"sportello/definitions"
	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// everything is a scope with an answer of every kind.
type everything struct{}

var row = value.Type{Kind: value.Named, Fields: map[string]value.Type{
	"_id": value.TextType, "nome": value.TextType, "eta": value.IntegerType, "nascita": value.DateType, "reddito": value.MoneyType, "attivo": value.BoolType,
}}

var answers = map[string]value.Type{
	"testo": value.TextType, "scelta": {Kind: value.Text, Options: []string{"uno", "due"}}, "scelte": value.List(value.Type{Kind: value.Text, Options: []string{"uno", "due"}}),
	"intero": value.IntegerType, "numero": value.NumberType, "euro": value.MoneyType, "giorno": value.DateType, "ora": value.ClockType,
	"istante": value.InstantType, "vero": value.BoolType, "gruppo": row, "righe": value.List(row),
}

func (everything) Name(name string) (rule.Meaning, bool) {
	switch name {
	case "today":
		return rule.Meaning{Label: "oggi", Type: value.DateType, Get: func(e *rule.Env) value.Value { return e.Today }}, true
	case "data":
		return rule.Meaning{Label: "data", Known: func() []string { return []string{"righe"} }, Space: func(name string) (rule.Meaning, bool) {
			return rule.Meaning{Type: value.List(row), Table: table, Get: func(*rule.Env) value.Value { return table.Rows }}, name == "righe"
		}}, true
	}
	t, ok := answers[name]
	return rule.Meaning{Type: t, Ref: &rule.Ref{Steps: []string{name}, Path: name}}, ok
}

func (everything) Names() []string { return slices.Sorted(maps.Keys(answers)) }

func (everything) Label(path string) string { return path }

var oneRow = value.Group{"_id": "r1", "nome": "Ada", "eta": value.Int(7), "nascita": value.Date{Year: 2019, Month: 2, Day: 3}, "reddito": value.Int(100), "attivo": true}

var table = &rule.Table{Rows: []any{oneRow}, ByKey: map[string]value.Group{"r1": oneRow}}

// situations are the answers that rules are evaluated with.
func situations() []value.Group {
	given := value.Group{
		"testo": "Ada Rossi", "scelta": "uno", "scelte": []any{"uno", "due"}, "intero": value.Int(30), "numero": value.Int(7), "euro": value.Int(12),
		"giorno": value.Date{Year: 2026, Month: 3, Day: 2}, "ora": value.Clock{Hour: 9, Minute: 30}, "istante": time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		"vero": true, "gruppo": oneRow, "righe": []any{oneRow, value.Group{"_id": "r2"}, value.Group{"_id": "r3", "nome": rule.Waiting}},
	}
	waiting := value.Group{}
	for name := range answers {
		waiting[name] = rule.Waiting
	}
	return []value.Group{given, {}, waiting}
}

// FuzzRule: any text is either no rule, with a fault that has a place, or a rule
// that can be read, and evaluated soon to a value of its type, or to nothing,
// whatever is answered.
func FuzzRule(f *testing.F) {
	for _, fn := range function.Table() {
		f.Add(fn.Example)
	}
	for _, text := range []string{
		`intero >= 18 and testo == "Ada"`, `scelta in ["uno", "due"] or vero`, `not (scelta != "uno")`, `vero ? intero : numero`, `euro * 0.29 / 3 % 2 - -1`,
		`any(righe, .eta < 18 and .attivo)`, `all(righe, .nome startsWith "A")`, `none(righe, answered(.nascita))`, `count(righe)`, `sum(righe, .reddito)`,
		`min(map(righe, .nascita))`, `max(intero, numero, 3)`, `filter(righe, .attivo)`, `find(righe, ._id == testo).nome`, `distinct(map(righe, .nome))`,
		`lookup(data.righe, testo).eta ?? 0`, `any(data.righe, any(righe, .eta > 3))`, `any(scelte, # == "uno")`, `testo matches "^[A-Z]"`, `len(testo) + len(scelte)`,
		`gruppo.nome`, `abs(intero - 40)`, `date("2026-02-30")`, `age(giorno, today)`, `1e3`, `nil`, `{"a": 1}`, `testo[0:1]`, `let x = 1; x`, "\xff", `"\u0000"`, `((((`, `a.b.c.d`,
		`vero && !vero || not vero`, `unanswered`, `testo contains "x" and testo endsWith 'i'`, `intero..numero`, `1 | abs()`, `righe[0]`, `testo?.x`, `0x1F + 0b1 + 1_000`, `-9999999999999999999999999 * 999999999999999999`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		begin := time.Now()
		e := definitions.Expr{Source: text, Pos: definitions.Pos{File: "x.yaml", Line: 1, Column: 1}}
		r, faults := rule.Compile(e, everything{}, value.None)
		for _, fault := range faults {
			if fault.Line < 1 || fault.Column < 1 || fault.Code == "" || fault.Advice == "" {
				t.Errorf("a fault without place, code or advice: %#v", fault)
			}
		}
		if r == nil {
			if len(faults) == 0 {
				t.Error("neither a rule nor a fault")
			}
			return
		}
		if r.Reading() == "" {
			t.Error("no reading")
		}
		evaluate(t, r)
		if spent := time.Since(begin); spent > 3*time.Second {
			t.Errorf("took %v", spent)
		}
	})
}

func evaluate(t *testing.T, r *rule.Rule) {
	t.Helper()
	for _, answers := range situations() {
		now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
		env := &rule.Env{Now: now, Today: value.DateOf(now), Waiting: 1, Calls: function.Context{Now: now, Patron: function.MonthDay{Month: 6, Day: 17}}}
		env.Push(answers, 0)
		r.Waits(env)
		v := r.Eval(env)
		if k := kindOf(v); v != nil && r.Type.Kind != value.None && k != r.Type.Kind {
			t.Errorf("gives %v, which is no %s", v, r.Type)
		}
		if n, ok := v.(value.Number); ok && r.Type.Integer && !n.IsInteger() {
			t.Errorf("gives %v, which is no integer", n)
		}
		if v == rule.Waiting {
			t.Error("a mark came out as a value")
		}
	}
}

func kindOf(v value.Value) value.Kind {
	switch v.(type) {
	case string:
		return value.Text
	case bool:
		return value.YesNo
	case value.Number:
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

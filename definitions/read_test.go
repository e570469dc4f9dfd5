package definitions_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	. "sportello/definitions"
)

func mustDecode[T any](t *testing.T, text string) T {
	t.Helper()
	var into T
	for _, f := range Decode("x.yaml", []byte(text), &into) {
		t.Errorf("%v (%s)", f, f.Advice)
	}
	return into
}

func TestRulesKeepTheirPlace(t *testing.T) {
	for _, c := range []struct {
		text, source string
		offset       int
		line, column int
	}{
		{"a: x > 1", "x > 1", 2, 1, 6},
		{"a: 'x > 1'", "x > 1", 2, 1, 7},
		{"a: |\n  x > 1\n    and y\n", "x > 1\n  and y", 8, 3, 5},
		{"a: >-\n  x > 1\n  and y\n", "x > 1\nand y", 10, 3, 7},
		{"a: >\n\n  x\n\nb: z", "\nx", 1, 3, 3},
		{"a: yes", "true", 0, 1, 4},
		{"a: no", "false", 0, 1, 4},
		{"a: 0.290", "0.290", 0, 1, 4},
		{"a: 2026-03-02", `date("2026-03-02")`, 7, 1, 4},
		{"è: 1\na: 'è == \"ù\"'", `è == "ù"`, 5, 2, 10},
	} {
		rules := mustDecode[Map[Expr]](t, c.text)
		rule, _ := rules.Find("a")
		if rule.Source != c.source {
			t.Errorf("%q: source %q, want %q", c.text, rule.Source, c.source)
		}
		if got := rule.At(c.offset); got.Line != c.line || got.Column != c.column {
			t.Errorf("%q: offset %d is at %v, want %d:%d", c.text, c.offset, got, c.line, c.column)
		}
	}
}

func TestLiteralsAreAsWritten(t *testing.T) {
	text := "{a: 16.00, b: 2026-03-02, c: yes, d: 'yes', e: -5, f: null, g: [1, no], h: {k: false, l: x}, i: '007', j: 2026-05-09T12:00:00}"
	got := map[string]any{}
	for _, e := range mustDecode[Map[Literal]](t, text) {
		got[e.Key.Value] = e.Value.Value
	}
	want := map[string]any{
		"a": Number("16.00"), "b": "2026-03-02", "c": true, "d": "yes", "e": Number("-5"), "f": nil,
		"g": []any{Number("1"), false}, "h": map[string]any{"k": false, "l": "x"}, "i": "007", "j": "2026-05-09T12:00:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestConditionsAsData(t *testing.T) {
	for text, want := range map[string]string{
		`{field: tipo, is: edilizio}`:                             `tipo == "edilizio"`,
		`{field: tipo, is: "a \"b\" \\ è"}`:                       `tipo == "a \"b\" \\ è"`,
		`{field: urgente, is_not: yes}`:                           `urgente != true`,
		`{field: isee.valore, above: 1000.50}`:                    `isee.valore > 1000.50`,
		`{field: eta, below: 18}`:                                 `eta < 18`,
		`{field: nascita, at_least: 2000-01-01}`:                  `nascita >= date("2000-01-01")`,
		`{field: eta, at_most: -1}`:                               `eta <= -1`,
		`{field: modo, one_of: [a, b]}`:                           `modo in ["a", "b"]`,
		`{field: modo, none_of: [1]}`:                             `modo not in [1]`,
		`{field: modo, answered: yes}`:                            `answered(modo)`,
		`{field: modo, answered: no}`:                             `not answered(modo)`,
		`{field: invio, below: 2026-05-09T12:00:00}`:              `invio < instant("2026-05-09T12:00:00")`,
		`{field: ora, at_least: 09:30}`:                           `ora >= time("09:30")`,
		`{field: fascia, is: "09:30"}`:                            `fascia == "09:30"`,
		`{condition: minorenne}`:                                  `minorenne`,
		`{not: {condition: minorenne}}`:                           `not (minorenne)`,
		`{all: [{condition: a}, {any: [{condition: b}, c > 1]}]}`: `(a and (b or (c > 1)))`,
	} {
		rule, _ := mustDecode[Map[Expr]](t, "a: "+text).Find("a")
		if rule.Source != want || !rule.Data {
			t.Errorf("%s\n got %s\nwant %s", text, rule.Source, want)
		}
	}
}

func TestJSONIsReadToo(t *testing.T) {
	page := mustDecode[Page](t, "{\n\t\"page\": \"dati\",\n\t\"title\": \"Citt\\u00e0\",\n\t\"fields\": [{\"field\": \"nome\", \"required\": true}]\n}")
	if page.Title.Value != "Città" || page.Fields[0].Required.Source != "true" || page.Fields[0].Pos.Line != 4 {
		t.Errorf("%+v", page)
	}
}

func TestJSONWritesDaysAndPairsInItsOwnWay(t *testing.T) {
	var rules Map[Expr]
	faults := Decode("x.json", []byte(`{"a": {"field": "dal", "is": "2026-03-02"}, "b": "x == \"\ud83d\ude00 \\\\ud83d\""}`), &rules)
	if len(faults) > 0 || rules[0].Value.Source != `dal == date("2026-03-02")` || rules[1].Value.Source != `x == "😀 \\ud83d"` {
		t.Errorf("%v %+v", faults, rules)
	}
}

func TestBombsAreRefused(t *testing.T) {
	var aliases strings.Builder
	aliases.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 9; i++ {
		b := string(rune('0' + i))
		a := string(rune('0' + i - 1))
		aliases.WriteString("a" + b + ": &a" + b + " [" + strings.Repeat("*a"+a+", ", 10) + "*a" + a + "]\n")
	}
	for name, c := range map[string]struct{ text, code string }{
		"aliases":  {aliases.String(), CodeTooMany},
		"cycle":    {"a: &a [*a]", CodeTooDeep},
		"depth":    {strings.Repeat("[", 100_000), CodeSyntax},
		"nesting":  {strings.Repeat("[", MaxNesting+1) + strings.Repeat("]", MaxNesting+1), CodeTooDeep},
		"size":     {"a: " + strings.Repeat("x", MaxFileBytes), CodeTooBig},
		"values":   {"a: [" + strings.Repeat("1,", MaxNodes) + "1]", CodeTooMany},
		"encoding": {"a: \xff", CodeEncoding},
	} {
		var into Map[Literal]
		faults := Decode("x.yaml", []byte(c.text), &into)
		if len(faults) != 1 || faults[0].Code != c.code {
			t.Errorf("%s: %.300v, want %s", name, faults, c.code)
		}
	}
}

const library = `service: biblioteca-tessera
edition: "1"
title: Chiedere la tessera della biblioteca
identity: { required: no }
contract:
  type: object
  required: [nome, nascita, ritiro]
  properties:
    nome: { type: string, title: Nome e cognome, maxLength: 80 }
    nascita: { type: string, title: Data di nascita }
    ritiro:
      type: string
      title: Dove ritiri la tessera?
      oneOf:
        - { const: sede, title: Alla biblioteca }
        - { const: posta, title: A casa per posta }
conditions:
  minorenne: { title: chi chiede è minorenne, when: "age(nascita, today) < 18" }
pages:
  - page: dati
    title: I tuoi dati
    fields:
      - field: nome
      - { field: nascita, as: date, max: today, when: { condition: minorenne } }
      - { content: Ciao, rule: AC-01 }
`

func TestServiceIsRead(t *testing.T) {
	files := fstest.MapFS{"service.yaml": {Data: []byte(library)}}
	loaded, faults := ReadService(files, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	item := loaded.Service.Pages[0].Fields[1]
	if item.Max.Source != "today" || item.When.Source != "minorenne" || item.Pos.Line != 24 {
		t.Errorf("%+v", item)
	}
	if got := loaded.Service.Pages[0].Fields[2].Rule; len(got) != 1 || got[0].Value != "AC-01" {
		t.Errorf("a single rule is a list of one: %+v", got)
	}
}

func TestManyMistakesAreReadInTime(t *testing.T) {
	var text strings.Builder
	text.WriteString("contract:\n  type: object\n  properties:\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "    a%d: { type: string }\n", i)
	}
	text.WriteString("  required: [" + strings.Repeat("b, ", 30000) + "a1]\n")
	start := time.Now()
	_, faults := ReadBundle(Bundle{"service.yaml": []byte(text.String())})
	if spent := time.Since(start); spent > 20*time.Second || len(faults) != MaxFaults {
		t.Errorf("took %v, %d faults", spent, len(faults))
	}
}

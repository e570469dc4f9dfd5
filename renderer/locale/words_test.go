package locale_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/engine/value"
	"sportello/renderer/locale"
)

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	content, err := os.ReadFile("messages/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(content, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

// placeholders are the arguments that a text names, in order of name.
func placeholders(text string) []string {
	found := regexp.MustCompile(`\{[^}]*\}`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}

func TestCataloguesSayTheSame(t *testing.T) {
	first := catalogue(t, locale.Languages()[0])
	for _, lang := range locale.Languages()[1:] {
		other := catalogue(t, lang)
		for key, text := range first {
			if _, ok := other[key]; !ok {
				t.Errorf("%s has no %q", lang, key)
			} else if !slices.Equal(placeholders(text), placeholders(other[key])) {
				t.Errorf("%s: %q names other arguments: %v, %v", lang, key, placeholders(text), placeholders(other[key]))
			}
		}
		for key := range other {
			if _, ok := first[key]; !ok {
				t.Errorf("%s has %q, which the first language has not", lang, key)
			}
		}
	}
}

func TestTextsThatCountComeTwice(t *testing.T) {
	for key := range catalogue(t, "it") {
		one, isOne := strings.CutSuffix(key, ".one")
		if isOne && !locale.For("it").Has(one+".other") {
			t.Errorf("%q has no other", key)
		}
	}
}

func TestText(t *testing.T) {
	w := locale.For("it")
	if got := w.Text("step.of", locale.Args{"n": 2, "total": 5}); got != "Passo 2 di 5" {
		t.Errorf("got %q", got)
	}
	if got := w.Text("receipt.title", locale.Args{"reference": "{x}{reference}"}); got != "Pratica {x}{reference}" {
		t.Errorf("an argument was read as a text: %q", got)
	}
	if got := w.Text("no.such.key", nil); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
	if got := w.Text("step.of", locale.Args{"n": 2}); got != "Passo 2 di …" {
		t.Errorf("got %q", got)
	}
}

func TestCount(t *testing.T) {
	w := locale.For("it")
	for n, want := range map[int]string{0: "0 risultati", 1: "1 risultato", 2: "2 risultati"} {
		if got := w.Count("suggest.found", n, nil); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestUnknownLanguageIsItalian(t *testing.T) {
	for _, lang := range []string{"", "de", "../it"} {
		if got := locale.For(lang).Lang(); got != "it" {
			t.Errorf("%q gives %q", lang, got)
		}
	}
}

func num(t *testing.T, s string) value.Number {
	t.Helper()
	n, err := value.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestValue(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	money, list := value.MoneyType, value.List(value.MoneyType)
	cases := []struct {
		v      value.Value
		t      value.Type
		it, en string
	}{
		{nil, value.TextType, "", ""},
		{"<b>", value.TextType, "<b>", "<b>"},
		{true, value.BoolType, "Sì", "Yes"},
		{false, value.BoolType, "No", "No"},
		{num(t, "1234.5"), money, "1.234,50\u00a0€", "€1,234.50"},
		{num(t, "0.005"), money, "0,01\u00a0€", "€0.01"},
		{num(t, "-1234567.891"), money, "-1.234.567,89\u00a0€", "-€1,234,567.89"},
		{num(t, "999.999"), money, "1.000,00\u00a0€", "€1,000.00"},
		{num(t, "2026"), value.IntegerType, "2026", "2026"},
		{num(t, "0.290"), value.NumberType, "0,29", "0.29"},
		{value.Date{Year: 2026, Month: 3, Day: 2}, value.DateType, "02/03/2026", "02/03/2026"},
		{value.Clock{Hour: 9, Minute: 5}, value.ClockType, "09:05", "09:05"},
		{time.Date(2026, 3, 2, 10, 30, 0, 0, rome), value.InstantType, "02/03/2026 10:30", "02/03/2026 10:30"},
		{[]any{num(t, "1"), nil, num(t, "2.5")}, list, "1,00\u00a0€, 2,50\u00a0€", "€1.00, €2.50"},
		{[]any{}, list, "", ""},
		{value.Group{"name": "delega.pdf"}, value.Type{}, "delega.pdf", "delega.pdf"},
		{value.Group{"via": "Roma"}, value.Type{}, "", ""},
	}
	for _, c := range cases {
		if got := locale.For("it").Value(c.v, c.t); got != c.it {
			t.Errorf("%v: %q, want %q", c.v, got, c.it)
		}
		if got := locale.For("en").Value(c.v, c.t); got != c.en {
			t.Errorf("%v: %q, want %q", c.v, got, c.en)
		}
	}
}

func TestLongDates(t *testing.T) {
	at := time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)
	if got := locale.For("it").LongInstant(at); got != "2 marzo 2026 alle 10:30" {
		t.Errorf("got %q", got)
	}
	if got := locale.For("en").LongDate(value.DateOf(at)); got != "2 March 2026" {
		t.Errorf("got %q", got)
	}
}

func TestFileSize(t *testing.T) {
	w := locale.For("it")
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1 KB", 68_400: "68 KB", 999_499: "999 KB", 1_000_000: "1 MB", 2_345_678: "2,3 MB"} {
		if got := w.FileSize(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestTyped(t *testing.T) {
	w := locale.For("it")
	for canonical, want := range map[string]string{
		"2026-03-02": "02/03/2026", "2026-03-02T10:30:00": "02/03/2026 10:30", "2026-03-02T10:30:00+01:00": "02/03/2026 10:30",
		"1234.50": "1234,5", "31/02/2026": "31/02/2026", "": "", "pippo": "pippo",
	} {
		if got := w.Typed(canonical); got != want {
			t.Errorf("%q: %q, want %q", canonical, got, want)
		}
	}
}

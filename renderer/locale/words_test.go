package locale_test

import (
	"testing"
	"time"

	"sportello/engine/value"
	"sportello/renderer/locale"
)

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
	for lang, cases := range map[string]map[int]string{
		"it": {0: "0 risultati", 1: "1 risultato", 2: "2 risultati"},
		"fr": {0: "0 résultat", 1: "1 résultat", 2: "2 résultats"},
		"sl": {0: "0 rezultatov", 1: "1 rezultat", 2: "2 rezultata", 3: "3 rezultati", 4: "4 rezultati", 5: "5 rezultatov", 101: "101 rezultat", 102: "102 rezultata"},
	} {
		for n, want := range cases {
			if got := locale.For(lang).Count("suggest.found", n, nil); got != want {
				t.Errorf("%s %d: %q, want %q", lang, n, got, want)
			}
		}
	}
}

func TestEachLanguageWritesItsWay(t *testing.T) {
	day := value.Date{Year: 2026, Month: 3, Day: 2}
	at := time.Date(2026, 3, 2, 9, 5, 0, 0, time.UTC)
	for lang, want := range map[string][4]string{
		"it": {"-1.234,50\u00a0€", "02/03/2026", "2 marzo 2026", "2 marzo 2026 alle 09:05"},
		"de": {"-1.234,50\u00a0€", "02.03.2026", "2. März 2026", "2. März 2026 um 09:05 Uhr"},
		"sl": {"-1.234,50\u00a0€", "2.\u00a03.\u00a02026", "2. marca 2026", "2. marca 2026 ob 09:05"},
		"fr": {"-1\u00a0234,50\u00a0€", "02/03/2026", "2 mars 2026", "2 mars 2026 à 09:05"},
		"en": {"-€1,234.50", "02/03/2026", "2 March 2026", "2 March 2026 at 09:05"},
	} {
		w := locale.For(lang)
		got := [4]string{w.Money(num(t, "-1234.5")), w.Date(day), w.LongDate(day), w.LongInstant(at)}
		if got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestUnknownLanguageIsItalian(t *testing.T) {
	for _, lang := range []string{"", "rm", "../it"} {
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
		{time.Date(2026, 3, 2, 10, 30, 0, 0, rome), value.InstantType, "02/03/2026, ore 10:30", "02/03/2026, 10:30"},
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
	for canonical, want := range map[string]string{
		"2026-03-02": "02/03/2026", "2026-03-02T10:30:00": "02/03/2026 10:30", "2026-03-02T10:30:00+01:00": "02/03/2026 10:30",
		"1234.50": "1234,5", "31/02/2026": "31/02/2026", "": "", "pippo": "pippo",
	} {
		if got := locale.Typed(canonical); got != want {
			t.Errorf("%q: %q, want %q", canonical, got, want)
		}
	}
}

package renderer_test

import (
	"strings"
	"testing"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

var here = renderer.Address{Base: "/d", Summary: "/d/riepilogo", Sheet: "/s", Area: "/a"}

// onPage makes the view of a page with these items and problems.
func onPage(problems []engine.Problem, items ...engine.ItemState) renderer.Page {
	for i := range items {
		for _, p := range problems {
			if p.Field == items[i].Path {
				items[i].Problems = append(items[i].Problems, p)
			}
		}
	}
	page := engine.PageState{ID: "uno", Title: "Uno", Items: items, Problems: problems, Shown: []string{"a", "b.0.c"}}
	outline := []engine.Step{{ID: "zero", Title: "Zero", Done: true, Open: true}, {ID: "uno", Title: "Uno", Open: true}, {ID: "due", Title: "Due"}}
	return renderer.NewPage(gallery.Frame("it"), here, engine.Journey{Outline: outline, Pages: []engine.PageState{page}}, page, "3")
}

func TestWordsOfProblems(t *testing.T) {
	field := func(kind string) engine.ItemState {
		return engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: kind, Label: "A", Accept: []string{"pdf"}, MaxSize: 1_000_000, Max: "2026-03-02"}
	}
	cases := []struct {
		item engine.ItemState
		p    engine.Problem
		want string
	}{
		{field("text"), engine.Problem{Code: "required"}, "Compila questo campo"},
		{field("choice"), engine.Problem{Code: "required"}, "Scegli una risposta"},
		{field("integer"), engine.Problem{Code: "min", Args: map[string]any{"min": value.Int(3)}}, "Scrivi un valore non inferiore a 3"},
		{field("integer"), engine.Problem{Code: "min", Args: map[string]any{"min": value.Int(3), "exclusive": true}}, "Scrivi un valore maggiore di 3"},
		{field("money"), engine.Problem{Code: "max", Args: map[string]any{"max": value.Int(1500)}}, "Scrivi un valore non superiore a 1.500,00\u00a0€"},
		{field("date"), engine.Problem{Code: "max"}, "La data non può essere dopo il 02/03/2026"},
		{field("date"), engine.Problem{Code: "max", Args: map[string]any{"max": value.Date{Year: 2025, Month: 1, Day: 31}}}, "La data non può essere dopo il 31/01/2025"},
		{field("date"), engine.Problem{Code: "min"}, "Controlla questo campo"},
		{field("text"), engine.Problem{Code: "too_short", Args: map[string]any{"min": 20, "length": 3}}, "Il testo è troppo corto: scrivi almeno 20 caratteri"},
		{field("file"), engine.Problem{Code: "file_type"}, "Questo tipo di file non è ammesso. Formati ammessi: PDF"},
		{field("file"), engine.Problem{Code: "file_size"}, "Il file è troppo grande: al massimo 1 MB"},
		{field("file"), engine.Problem{Code: "too_many", Args: map[string]any{"max": 2}}, "Allega al massimo 2 file"},
		{field("text"), engine.Problem{Code: "required", Text: "Indica il motivo"}, "Indica il motivo"},
		{field("text"), engine.Problem{Code: "a code of tomorrow"}, "Controlla questo campo"},
		{engine.ItemState{Kind: engine.ListItem, Path: "a", MinItems: 2}, engine.Problem{Code: "too_few"}, "Elementi aggiunti troppo pochi: ne servono almeno 2"},
	}
	for _, c := range cases {
		c.p.Field = "a"
		page := onPage([]engine.Problem{c.p}, c.item)
		if got := page.Items[0].Errors[0]; got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.p.Code, c.item.Type, got, c.want)
		}
		if page.Errors[0].Text != c.want {
			t.Errorf("%s: the error summary says %q", c.p.Code, page.Errors[0].Text)
		}
	}
}

// TestEveryCodeHasWords: no code of the language falls back on the words for
// unknown ones.
func TestEveryCodeHasWords(t *testing.T) {
	codes := []string{
		"required", "type", "min", "max", "too_short", "too_long", "pattern", "option", "too_few", "too_many",
		"scale", "declaration", "file_type", "file_size", "check", "amount", "unknown_row", "alone",
	}
	for _, code := range codes {
		p := engine.Problem{Field: "a", Code: code, Args: map[string]any{"min": 1, "max": 2, "option": "Nessuno"}}
		page := onPage([]engine.Problem{p}, engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "text"})
		if got := page.Errors[0].Text; got == "Controlla questo campo" || strings.Contains(got, "…") {
			t.Errorf("%s: %q", code, got)
		}
	}
}

func TestErrorSummaryLeadsToFields(t *testing.T) {
	radio := engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "yesno", Label: "A"}
	problems := []engine.Problem{
		{Field: "a", Code: "required"}, {Field: "altrove.nome", Page: "zero", Code: "check", Text: "No"}, {Code: "amount"},
	}
	page := onPage(problems, radio)
	for i, want := range []string{"#f-a-1", "/d/zero#f-altrove.nome", ""} {
		if page.Errors[i].URL != want {
			t.Errorf("%d leads to %q, want %q", i, page.Errors[i].URL, want)
		}
	}
	if want := "Errore: Uno – Passo 2 di 4"; page.Title != want {
		t.Errorf("title %q, want %q", page.Title, want)
	}
}

// TestProblemsOfThePageStandAtTheirFields: the engine tells what checks find
// with the page only.
func TestProblemsOfThePageStandAtTheirFields(t *testing.T) {
	inner := engine.ItemState{Kind: engine.FieldItem, Path: "g.a", Type: "text", Label: "A"}
	group := engine.ItemState{Kind: engine.GroupItem, Path: "g", Label: "G", Items: []engine.ItemState{inner}}
	page := engine.PageState{ID: "uno", Items: []engine.ItemState{group}, Problems: []engine.Problem{{Field: "g.a", Code: "check", Text: "Controlla"}}}
	view := renderer.NewPage(gallery.Frame("it"), here, engine.Journey{}, page, "1")
	if got := view.Items[0].Items[0].Errors; len(got) != 1 || got[0] != "Controlla" {
		t.Errorf("got %v", got)
	}
	if page.Items[0].Items[0].Problems != nil {
		t.Error("the engine's state was changed")
	}
}

func TestPageTellsWhatItShows(t *testing.T) {
	page := onPage(nil, engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "file", Required: true})
	if page.Shown != "a b.0.c" || page.Rev != "3" || !page.Files || !page.Required || page.First {
		t.Errorf("got %+v", page)
	}
	if page.Title != "Uno – Passo 2 di 4" {
		t.Errorf("title %q", page.Title)
	}
}

func TestStepsOpenOnlyWhatIsReached(t *testing.T) {
	steps := onPage(nil).Steps
	urls := []string{}
	for _, s := range steps.List {
		urls = append(urls, s.URL)
	}
	if got, want := strings.Join(urls, "|"), "/d/zero|/d/uno||"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if steps.Current != 2 || steps.Total != 4 || steps.Name != "Uno" || steps.Compact {
		t.Errorf("got %+v", steps)
	}
}

func TestLockedIsNotAnInput(t *testing.T) {
	page := onPage(nil, engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "text", Label: "A", Value: "x", Raw: []string{"x"}, Locked: true})
	html := render(t, shared(t), gallery.Screen{Name: "locked", Template: "page", View: page})
	if strings.Contains(html, `name="a"`) {
		t.Error("a locked field is posted")
	}
}

func TestManyOptionsAreSearched(t *testing.T) {
	s := engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "choice", Label: "A", Raw: []string{"forli"}}
	for _, name := range []string{"Forlì", "Forlimpopoli", "San Forlino", "Pisa"} {
		s.Options = append(s.Options, engine.Choice{Value: strings.ToLower(name), Label: name})
	}
	for range 300 {
		s.Options = append(s.Options, engine.Choice{Value: "x", Label: "Altro"})
	}
	item := onPage(nil, s).Items[0]
	var got []string
	for _, c := range item.Choices {
		got = append(got, c.Label)
	}
	if want := "Forlì|Forlimpopoli|San Forlino"; strings.Join(got, "|") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if !item.Found || item.Value != "forli" {
		t.Errorf("found %v, shows %q", item.Found, item.Value)
	}
	s.Raw = []string{"PISA"} // as an identity writes it
	if item = onPage(nil, s).Items[0]; item.Found || item.Value != "PISA" {
		t.Errorf("an exact name is to be chosen again: %v, shows %q", item.Found, item.Value)
	}
}

func TestSummaryHoldsEveryAnswer(t *testing.T) {
	amount, _ := value.ParseNumber("1234.5")
	page := engine.PageState{ID: "uno", Title: "Uno", Items: []engine.ItemState{
		{Kind: engine.ContentItem, Text: "parole"},
		{Kind: engine.FieldItem, Path: "a", Type: "text", Label: "A", Value: "x"},
		{Kind: engine.FieldItem, Path: "b", Type: "choice", Label: "B", Value: "k", Raw: []string{"k"}, Options: []engine.Choice{{Value: "k", Label: "Kappa"}, {Value: "z", Label: "Zeta"}}},
		{Kind: engine.FieldItem, Path: "c", Type: "date", Label: "C"},
		{Kind: engine.ListItem, Path: "l", Label: "Persone", Items: []engine.ItemState{
			{Kind: engine.RowItem, Path: "l.0", Text: "Persona 1", Items: []engine.ItemState{{Kind: engine.FieldItem, Path: "l.0.n", Type: "money", Label: "Reddito", Value: amount}}},
		}},
		{Kind: engine.FieldItem, Path: "f", Type: "file", Label: "F", Files: []engine.File{{ID: "1", Name: "d.pdf", Size: 68_000}}},
	}}
	s := renderer.NewSummary(gallery.Frame("it"), here, engine.Journey{Pages: []engine.PageState{page, {ID: "vuota", Title: "Vuota"}}}, "3")
	if len(s.Sections) != 1 || s.Sections[0].URL != "/d/uno?riepilogo" {
		t.Fatalf("got %+v", s.Sections)
	}
	want := "A=x|B=Kappa|C=-|Persone>Persona 1>Reddito=1.234,50\u00a0€|>F=d.pdf (68 KB)"
	if got := outline(s.Sections[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.BackURL != "/d/vuota" {
		t.Errorf("back leads to %q", s.BackURL)
	}
}

// outline writes a section in one line.
func outline(s renderer.Section) string {
	var parts []string
	for _, l := range s.Lines {
		text := strings.Join(l.Text, "+")
		if l.Missing {
			text = "-"
		}
		parts = append(parts, l.Label+"="+text)
	}
	for _, in := range s.Sections {
		parts = append(parts, in.Title+">"+outline(in))
	}
	return strings.Join(parts, "|")
}

func TestStopSaysEveryReason(t *testing.T) {
	item := engine.ItemState{Kind: engine.FieldItem, Path: "a", Type: "text", Label: "A"}
	j := engine.Journey{
		Pages: []engine.PageState{{ID: "uno", Items: []engine.ItemState{item}}},
		Stops: []engine.Notice{{Text: "Primo", On: []string{"a"}}, {Text: "Secondo", Instead: "Vai [lì](https://e.example)"}},
	}
	stop := renderer.NewStop(gallery.Frame("it"), here, j)
	if len(stop.Reasons) != 2 || stop.Reasons[0].Changes[0] != (renderer.Link{Text: "A", URL: "/d/uno#f-a"}) || stop.BackURL != "/d/uno" {
		t.Errorf("got %+v", stop)
	}
}

// An error in a row says which row it is in; a label that asks keeps its own mark.
func TestErrorSummarySaysWhichRow(t *testing.T) {
	name := engine.ItemState{Kind: engine.FieldItem, Path: "figli.1.nome", Type: "text", Label: "Nome"}
	rows := engine.ItemState{Kind: engine.ListItem, Path: "figli", Label: "Figli", Items: []engine.ItemState{
		{Kind: engine.RowItem, Path: "figli.0", Text: "Figlio 1"}, {Kind: engine.RowItem, Path: "figli.1", Text: "Figlio 2", Items: []engine.ItemState{name}},
	}}
	asks := engine.ItemState{Kind: engine.FieldItem, Path: "casa", Type: "yesno", Label: "Hai una casa?"}
	page := onPage([]engine.Problem{{Field: "figli.1.nome", Page: "uno", Code: "required"}, {Field: "casa", Page: "uno", Code: "required"}}, rows, asks)
	if got := []string{page.Errors[0].Label, page.Errors[1].Label}; got[0] != "Figlio 2 – Nome:" || got[1] != "Hai una casa?" {
		t.Errorf("the error summary says %q", got)
	}
}

// What the page says above is not said again: its title over its only group, and the
// source of each of several answers.
func TestNothingIsSaidTwice(t *testing.T) {
	known := func(path string) engine.ItemState {
		return engine.ItemState{Kind: engine.FieldItem, Path: path, Type: "text", Label: path, Value: "x", Locked: true, Certified: engine.FromIdentity}
	}
	group := engine.ItemState{Kind: engine.GroupItem, Path: "g", Label: "Uno", Items: []engine.ItemState{known("g.a"), known("g.b"), {Kind: engine.FieldItem, Path: "g.c", Type: "text", Label: "C"}, known("g.d")}}
	page := onPage(nil, group)
	var sources []bool
	for _, i := range page.Items[0].Items {
		sources = append(sources, i.Source != "")
	}
	if !page.Items[0].Quiet || sources[0] || !sources[1] || !sources[3] {
		t.Errorf("quiet %v, sources %v", page.Items[0].Quiet, sources)
	}
	summary := renderer.Sections("it", []engine.PageState{{ID: "uno", Title: "Uno", Items: []engine.ItemState{group}}})
	if len(summary[0].Sections) != 0 || len(summary[0].Lines) != 4 {
		t.Errorf("the summary: %+v", summary[0])
	}
}

package gallery

import (
	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
)

// Screen is a sample view with the name of its template.
type Screen struct {
	Name     string // of the sample, usable as the name of a file
	Template string
	View     renderer.View
}

// Address is where the sample draft stands.
var address = renderer.Address{Base: "/pratiche/d1", Summary: "/pratiche/d1/riepilogo", Sheet: "/servizi/accesso-atti", Area: "/area"}

// Screens are all screens in the states that matter.
func Screens(lang string) []Screen {
	out := append(entrance(lang), flow(lang)...)
	out = append(out, after(lang)...)
	for _, s := range Samples() {
		out = append(out, Screen{"field-" + s.Name, "page", FieldPage(lang, s)})
	}
	return out
}

// FieldPage is a page of one sample in all its states.
func FieldPage(lang string, s Sample) renderer.Page {
	page := engine.PageState{ID: "documento", Title: "Documento richiesto", Items: s.States}
	collect(&page, s.States)
	return renderer.NewPage(Frame(lang), address, journey(page), page, "7")
}

// collect gathers problems and paths as the engine does.
func collect(page *engine.PageState, items []engine.ItemState) {
	for _, s := range items {
		page.Problems = append(page.Problems, s.Problems...)
		if s.Kind == engine.FieldItem {
			page.Shown = append(page.Shown, s.Path)
		}
		collect(page, s.Items)
	}
}

func journey(page engine.PageState) engine.Journey {
	return engine.Journey{
		Pages: []engine.PageState{page},
		Outline: []engine.Step{
			{ID: "richiedente", Title: "Richiedente", Done: true, Open: true},
			{ID: page.ID, Title: page.Title, Open: true},
			{ID: "consegna", Title: "Consegna"},
		},
	}
}

// Everything is one page with every sample: the longest there is.
func Everything(lang string) renderer.Page {
	page := engine.PageState{
		ID: "documento", Title: "Documento richiesto", Intro: "Dicci **quale documento** ti serve.",
		Warnings: []engine.Notice{{Text: "Richiesta generica: indica il documento."}},
	}
	for _, s := range Samples() {
		page.Items = append(page.Items, s.States...)
	}
	collect(&page, page.Items)
	return renderer.NewPage(Frame(lang), address, journey(page), page, "7")
}

func flow(lang string) []Screen {
	opened := FieldPage(lang, Samples()[0])
	opened.Opened, opened.Errors = true, nil
	long := Everything(lang)
	for range 6 {
		long.Steps.List = append(long.Steps.List, renderer.StepState{Title: "Un altro passaggio"})
		long.Steps.Total++
	}
	long.Steps.Compact = true
	return []Screen{
		{"page", "page", Everything(lang)}, {"page-clean", "page", Clean(lang)}, {"page-many-steps", "page", long},
		{"page-opened", "page", opened}, {"page-conflict", "page", conflict(lang)},
		{"summary", "summary", summary(lang)}, {"summary-blocked", "summary", blocked(lang)},
		{"stop", "stop", stop(lang)}, {"waiting", "waiting", waiting(lang)},
	}
}

// conflict is a page that another window answered otherwise.
func conflict(lang string) renderer.Page {
	field := func(path, label, text string) engine.ItemState {
		return engine.ItemState{Kind: engine.FieldItem, Path: path, Type: "text", Label: label, Raw: []string{text}, Value: text}
	}
	stored := engine.PageState{ID: "documento", Title: "Documento richiesto", Items: []engine.ItemState{
		field("nome", "Nome", "Marco"), field("cognome", "Cognome", "Rossi"), field("ente", "Per quale ente", "INPS"),
	}}
	typed := stored
	typed.Items = []engine.ItemState{field("nome", "Nome", "Marcantonio"), field("cognome", "Cognome", "Rossi")}
	page := renderer.NewPage(Frame(lang), address, journey(typed), typed, "7")
	page.Beside(&typed, &stored)
	return page
}

// Clean is an ordinary page without mistakes.
func Clean(lang string) renderer.Page {
	items := []engine.ItemState{}
	for _, name := range []string{"radio", "text", "date", "money", "yesno", "longtext", "declaration"} {
		for _, s := range Samples() {
			if s.Name == name {
				items = append(items, s.States[1])
			}
		}
	}
	page := engine.PageState{ID: "documento", Title: "Documento richiesto", Items: items, Intro: "Dicci **quale documento** ti serve: più sei preciso, prima lo troviamo."}
	return renderer.NewPage(Frame(lang), address, journey(page), page, "7")
}

func summary(lang string) renderer.Summary {
	var items []engine.ItemState
	for _, s := range Samples() {
		items = append(items, s.States[min(1, len(s.States)-1)])
	}
	items = append(items, list())
	page := engine.PageState{ID: "documento", Title: "Documento richiesto", Items: items}
	j := journey(page)
	j.Fees = Fees()
	return renderer.NewSummary(Frame(lang), address, j, "7")
}

func blocked(lang string) renderer.Summary {
	s := summary(lang)
	s.Errors = []renderer.ErrorLink{{Text: "Un importo non si può calcolare: controlla le risposte"}}
	return s
}

// Fees are sample costs.
func Fees() *engine.Breakdown {
	return &engine.Breakdown{
		Title: "Costi", Provisional: "L'ufficio conferma l'importo.", Money: true, Total: value.Int(26),
		Parts: []engine.PartState{
			{ID: "ricerca", Title: "Diritti di ricerca", Amount: value.Int(10)},
			{ID: "bollo", Title: "Imposta di bollo", Amount: value.Int(16)},
		},
	}
}

func stop(lang string) renderer.Stop {
	page := engine.PageState{ID: "documento", Title: "Documento richiesto", Items: []engine.ItemState{group()}}
	j := journey(page)
	j.Stops = []engine.Notice{
		{Rule: "BE-04", Text: "Serve la residenza nel Comune.", Instead: "Rivolgiti al [Comune di residenza](https://comune.example).", On: []string{"residenza.via"}},
		{Text: "Il bonus spetta solo ai nuclei con figli minorenni."},
	}
	return renderer.NewStop(Frame(lang), address, j)
}

func waiting(lang string) renderer.Waiting {
	f := Frame(lang)
	f.Title = "In attesa del pagamento"
	return renderer.Waiting{Frame: f, Reference: "AN-2026-000123", Costs: renderer.NewCosts(lang, Fees()), Action: "/paga", CheckURL: "/controlla", BackURL: address.Summary, Failed: true}
}

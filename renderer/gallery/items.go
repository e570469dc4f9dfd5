package gallery

import (
	"time"

	"sportello/engine"
	"sportello/engine/value"
)

// others are the items that are not one input: files, groups, lists, words.
func others() []Sample {
	return []Sample{
		{"file", files()},
		{"locked", locked()},
		{"compute", computed()},
		{"content", contents()},
		{"group", []engine.ItemState{group()}},
		{"once", []engine.ItemState{once()}},
		{"list", []engine.ItemState{list(), emptyList()}},
		{"each", []engine.ItemState{each()}},
	}
}

// once is a block of the citizen's profile: one is chosen of those given before,
// and what is new may be kept.
func once() engine.ItemState {
	at := time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)
	return engine.ItemState{
		Kind: engine.GroupItem, Path: "veicolo", Label: "Il tuo veicolo", Known: &engine.Kept{Service: "Permesso di sosta", At: at},
		Items: []engine.ItemState{
			{Kind: engine.FieldItem, Type: "choice", Path: "veicolo._entry", Asks: engine.AskEntry, Required: true, Raw: []string{"a"},
				Options: []engine.Choice{{Value: "a", Label: "Fiat Panda AB123CD"}, {Value: engine.EntryNew}}},
			{Kind: engine.FieldItem, Type: "text", Path: "veicolo.targa", Label: "Targa", Value: "AB123CD", Raw: []string{"AB123CD"}, Locked: true, Certified: "Motorizzazione"},
			{Kind: engine.FieldItem, Type: "choice", Path: "veicolo._keep", Asks: engine.AskKeep, Required: true,
				Options:  []engine.Choice{{Value: engine.KeepInProfile}, {Value: engine.KeepOnce}},
				Problems: []engine.Problem{{Field: "veicolo._keep", Page: "documento", Code: "required"}}},
		},
	}
}

func files() []engine.ItemState {
	base := engine.ItemState{
		Kind: engine.FieldItem, Type: "file", Label: "Delega firmata", Hint: "Con la copia del documento di chi delega",
		Accept: []string{"pdf", "jpg"}, MaxSize: 10_000_000, MaxItems: 2, Required: true,
	}
	empty, one, full, bad := base, base, base, base
	empty.Path, one.Path, full.Path, bad.Path = "delega_vuoto", "delega_uno", "delega_due", "delega_errato"
	first := engine.File{ID: "f1", Name: "delega.pdf", MediaType: "application/pdf", Size: 68_000}
	second := engine.File{ID: "f2", Name: "documento-di-identita-fronte-e-retro-con-un-nome-davvero-molto-lungo.pdf", Size: 2_345_678}
	one.Files, full.Files = []engine.File{first}, []engine.File{first, second}
	bad.Problems = []engine.Problem{{Field: bad.Path, Code: "file_type"}}
	return []engine.ItemState{empty, one, full, bad}
}

func locked() []engine.ItemState {
	s := field("codice_fiscale", "text", "Codice fiscale", "")
	s.Kind, s.Locked, s.Value = engine.FieldItem, true, "SPSMRA84E58G702U"
	return []engine.ItemState{s}
}

func computed() []engine.ItemState {
	amount, _ := value.ParseNumber("1234.5")
	known := engine.ItemState{Kind: engine.ComputedItem, Path: "importo", Type: "money", Label: "Importo stimato", Value: amount}
	unknown := engine.ItemState{Kind: engine.ComputedItem, Path: "eta", Type: "integer", Label: "Età", Hint: "Dalla data di nascita"}
	return []engine.ItemState{known, unknown}
}

func contents() []engine.ItemState {
	words := "Servono **due documenti**:\n\n- la delega\n- il documento\n\nVedi le [istruzioni](https://comune.example/istruzioni)."
	var out []engine.ItemState
	for _, style := range []string{"", "info", "warning", "success"} {
		out = append(out, engine.ItemState{Kind: engine.ContentItem, Text: words, Style: style})
	}
	return out
}

func group() engine.ItemState {
	street := field("residenza.via", "text", "Via e numero civico", "")
	street.Kind, street.Required, street.Raw, street.Autocomplete = engine.FieldItem, true, []string{"Via Roma 1"}, "address-line1"
	street.Value = "Via Roma 1"
	code := field("residenza.cap", "text", "CAP", "")
	code.Kind, code.Raw = engine.FieldItem, []string{"5610"}
	code.Problems = []engine.Problem{{Field: "residenza.cap", Code: "pattern", Text: "Il CAP ha cinque cifre"}}
	return engine.ItemState{Kind: engine.GroupItem, Path: "residenza", Label: "Residenza", Hint: "Dove abiti ora", Items: []engine.ItemState{street, code}}
}

func list() engine.ItemState {
	return engine.ItemState{
		Kind: engine.ListItem, Path: "nucleo", Label: "Nucleo familiare", Hint: "Tu compresa", Add: "Aggiungi una persona",
		Required: true, MinItems: 1, MaxItems: 8,
		Items: []engine.ItemState{row("nucleo.0", "Persona 1: Maria", "Maria"), row("nucleo.1", "Persona 2: nuova", "")},
	}
}

func emptyList() engine.ItemState {
	s := list()
	s.Path, s.Label, s.Items = "figli", "Figli minorenni", nil
	s.Problems = []engine.Problem{{Field: "figli", Code: "required"}}
	return s
}

func each() engine.ItemState {
	s := list()
	s.Kind, s.Path, s.Label, s.Add = engine.EachItem, "redditi", "Redditi di ciascuno", ""
	s.Items = []engine.ItemState{row("redditi.0", "Maria", "Maria")}
	return s
}

func row(path, title, name string) engine.ItemState {
	f := field(path+".nome", "text", "Nome", "")
	f.Kind, f.Required, f.Raw = engine.FieldItem, true, []string{name}
	if name != "" {
		f.Value = name
	} else {
		f.Problems = []engine.Problem{{Field: f.Path, Code: "required"}}
	}
	born := field(path+".nascita", "date", "Data di nascita", "")
	born.Kind, born.Raw = engine.FieldItem, []string{""}
	return engine.ItemState{Kind: engine.RowItem, Path: path, RowID: "r-" + path, Text: title, Items: []engine.ItemState{f, born}}
}

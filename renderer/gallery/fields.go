package gallery

import (
	"fmt"

	"sportello/engine"
	"sportello/engine/value"
)

// Long is a label as the law dictates it.
const Long = "Dichiara di essere a conoscenza delle responsabilità penali previste dall'articolo 76 del d.P.R. 28 dicembre 2000, n. 445, per le dichiarazioni non veritiere"

// Sample is one thing on a page in several states.
type Sample struct {
	Name   string // "date"
	States []engine.ItemState
}

// Samples are all types of fields and kinds of items.
func Samples() []Sample {
	return append(inputs(), append(selections(), others()...)...)
}

// states makes the usual four states of a field: empty, filled, wrong and with
// long texts.
func states(base engine.ItemState, raw string, v value.Value, wrong string, p engine.Problem) []engine.ItemState {
	base.Kind = engine.FieldItem
	empty, filled, bad, long := base, base, base, base
	empty.Path += "_vuoto"
	filled.Path += "_pieno"
	filled.Raw, filled.Value, filled.Required = []string{raw}, v, true
	bad.Path += "_errato"
	bad.Raw, bad.Required, bad.Problems = []string{wrong}, true, []engine.Problem{p}
	bad.Problems[0].Field = bad.Path
	long.Path += "_lungo"
	long.Label, long.Hint, long.Required = Long, Long, true
	return []engine.ItemState{empty, filled, bad, long}
}

func wrong(code string, args map[string]any) engine.Problem {
	return engine.Problem{Code: code, Args: args}
}

func inputs() []Sample {
	amount, _ := value.ParseNumber("1234.50")
	day := value.Date{Year: 2026, Month: 3, Day: 2}
	return []Sample{
		{"text", states(field("nome", "text", "Nome", "Come sul documento di identità"), "Maria", "Maria", "", wrong("required", nil))},
		{"longtext", states(limited(field("motivo", "longtext", "Motivo della richiesta", ""), 20, 600), "Devo vendere casa.\nServe al notaio.", "Devo vendere casa.\nServe al notaio.", "Boh", wrong("too_short", map[string]any{"min": 20, "length": 3}))},
		{"email", states(field("email", "email", "Indirizzo e-mail", "Ti scriviamo qui"), "maria@esempio.it", "maria@esempio.it", "maria@", wrong("type", nil))},
		{"phone", states(field("telefono", "phone", "Telefono", ""), "+39050910111", "+39050910111", "abc", wrong("type", nil))},
		{"integer", states(field("componenti", "integer", "Componenti del nucleo", ""), "4", value.Int(4), "4,5", wrong("type", nil))},
		{"decimal", states(field("superficie", "decimal", "Superficie in metri quadri", ""), "82,5", amount, "tanto", wrong("type", nil))},
		{"money", states(field("isee", "money", "Valore ISEE", "Dall'attestazione"), "1234,50", amount, "1234,567", wrong("scale", nil))},
		{"date", states(field("nascita", "date", "Data di nascita", ""), "2026-03-02", day, "31/02/2026", wrong("type", nil))},
		{"time", states(field("ora", "time", "Ora del decesso", ""), "09:30", value.Clock{Hour: 9, Minute: 30}, "25:00", wrong("type", nil))},
		{"instant", states(field("istante", "instant", "Data e ora", ""), "02/03/2026 09:30", nil, "domani", wrong("type", nil))},
	}
}

func selections() []Sample {
	return []Sample{
		{"radio", states(offering(field("tipo", "choice", "Tipo di copia", ""), 3, false), "o2", "o2", "", wrong("required", nil))},
		{"select", states(offering(field("ufficio", "choice", "Ufficio", ""), 8, false), "o2", "o2", "", wrong("required", nil))},
		{"suggest", states(offering(field("via", "choice", "Via", ""), 40, false), "o2", "o2", "Via che non c'è", wrong("option", nil))},
		{"search", states(offering(field("comune", "choice", "Comune di nascita", ""), 300, false), "o2", "o2", "voce 12", wrong("option", nil))},
		{"choices", states(offering(several(field("servizi", "choices", "Servizi richiesti", "")), 4, true), "o2", []any{"o2"}, "", wrong("required", nil))},
		{"countries", states(offering(several(field("cittadinanze", "choices", "Cittadinanze", "")), 30, false), "o20", []any{"o20"}, "", wrong("too_many", map[string]any{"max": 3}))},
		{"yesno", states(field("figli", "yesno", "Hai figli minorenni?", ""), "yes", true, "", wrong("required", nil))},
		{"declaration", states(field("accetto", "declaration", "Dichiaro che quanto scritto è vero", ""), "yes", true, "", wrong("declaration", nil))},
	}
}

func field(path, kind, label, hint string) engine.ItemState {
	return engine.ItemState{Path: path, Type: kind, Label: label, Hint: hint}
}

func limited(s engine.ItemState, least, most int) engine.ItemState {
	s.MinLength, s.MaxLength = least, most
	return s
}

func several(s engine.ItemState) engine.ItemState {
	s.MinItems, s.MaxItems = 1, 3
	return s
}

func offering(s engine.ItemState, n int, detail bool) engine.ItemState {
	for i := 1; i <= n; i++ {
		c := engine.Choice{Value: fmt.Sprintf("o%d", i), Label: fmt.Sprintf("Voce %d", i)}
		if detail || i == 1 {
			c.Detail = "Si ritira allo sportello"
		}
		s.Options = append(s.Options, c)
	}
	return s
}

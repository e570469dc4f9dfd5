package gallery

import (
	"strings"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
)

func after(lang string) []Screen {
	seen := Receipt(lang)
	seen.Fresh, seen.Rating = false, &renderer.Rating{Rated: true, Now: true}
	wrong := Receipt(lang)
	wrong.Rating = &renderer.Rating{URL: "/valuta", Missing: true}
	empty := area(lang)
	empty.Drafts, empty.Applications = nil, nil
	screens := []Screen{
		{"receipt", "receipt", Receipt(lang)}, {"receipt-later", "receipt", seen},
		{"receipt-unrated", "receipt", wrong},
		{"confirm", "confirm", renderer.Confirm{Frame: Frame(lang), Heading: "Vuoi eliminare?", Text: "Non si recupera.", Action: "/domande/d1/elimina", Yes: "Elimina", BackURL: "/area", Back: "Annulla"}},
		{"area", "area", area(lang)}, {"area-empty", "area", empty},
		{"profile", "profile", profile(lang)}, {"profile-empty", "profile", renderer.Profile{Frame: Frame(lang), Tabs: area(lang).Tabs}},
		{"correct", "correct", correction(lang)},
	}
	for _, kind := range MessageKinds() {
		screens = append(screens, Screen{"message-" + kind, "message", renderer.NewMessage(Frame(lang), kind)})
	}
	return screens
}

// MessageKinds are the messages that the catalogue has words for.
func MessageKinds() []string {
	return []string{
		"not_found", "forbidden", "method", "internal", "busy", "expired", "cross_origin", "too_large", "too_many",
		"bad_request", "not_open", "closed", "draft_gone", "signed_out",
		"signed_in", "departing", "leaving",
	}
}

// Receipt is that of a finished application.
func Receipt(lang string) renderer.Receipt {
	f := Frame(lang)
	f.Title = "Richiesta inviata"
	return renderer.Receipt{
		Frame: f, Reference: "AN-2026-000123", Fresh: true, Sent: "2 marzo 2026 alle 10:30", Received: "2 marzo 2026 alle 10:29:58", Number: "123",
		Protocol: "12345 del 2 marzo 2026", Office: Office(), Email: "maria@esempio.it",
		State: "In carico", StateText: "L'ufficio sta cercando i documenti.", DocumentURL: "/ricevuta.pdf", DocumentAbt: "PDF, 34 KB",
		Notices: []string{"Se il Comune **non risponde** entro il 1 aprile 2026, la richiesta si intende respinta."},
		Timeline: []renderer.Milestone{
			{Date: "2 marzo 2026", Title: "Richiesta inviata", Done: true},
			{Date: "2 marzo 2026", Title: "Presa in carico", Done: true},
			{Date: "1 aprile 2026", Title: "Termine di conclusione", Text: "Entro questa data ricevi una risposta."},
		},
		Fees: renderer.NewCosts(lang, Fees()), Summary: summary(lang).Sections, Rating: &renderer.Rating{URL: "/valuta"}, Term: "1 aprile 2026",
		Files: []renderer.Link{{Text: "delega.pdf (68 KB)", URL: "/file/f1"}},
		Paper: renderer.Paper{
			Made: time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC), Applicant: "Maria Esposito, " + renderer.MaskedTaxCode("SPSMRA84E58G702U"),
			Attached: []renderer.Attached{{Name: "delega.pdf", About: "34 KB", SHA256: strings.Repeat("0123456789abcdef", 4)}},
		},
		Related: []renderer.Card{{Title: "Richiedere un certificato", URL: "/servizi/certificati"}},
	}
}

func profile(lang string) renderer.Profile {
	f := Frame(lang)
	f.Title, f.Service = "I miei dati", ""
	card := renderer.NewKept(lang, []engine.ItemState{
		{Kind: engine.FieldItem, Type: "money", Label: "Valore ISEE", Value: value.Int(8900)},
		{Kind: engine.FieldItem, Type: "date", Label: "Valida fino al", Value: value.Date{Year: 2026, Month: 12, Day: 31}},
	}, kept("isee"), "/area/dati/isee/elimina")
	card.CorrectURL = "/area/dati/isee"
	return renderer.Profile{
		Frame: f, Tabs: area(lang).Tabs,
		Certified: renderer.Certified(lang, value.Group{"cognome": "Rossi", "nome": "Marco", "codice_fiscale": "RSSMRC83L04G702T"}),
		Kept:      []renderer.KeptCard{card},
	}
}

func kept(group string) engine.Kept {
	return engine.Kept{ID: group, Group: group, Service: "Contributo affitto", At: time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)}
}

// correction is kept values being corrected: one of them is wrong, and another
// cannot be changed.
func correction(lang string) renderer.Correction {
	f := Frame(lang)
	f.Service = ""
	home := group()
	home.Items = append(locked(), home.Items...)
	page := engine.PageState{ID: "blocco", Title: "Residenza", Items: []engine.ItemState{home}}
	collect(&page, page.Items)
	c := renderer.NewCorrection(f, kept("residenza"), page, "7")
	c.Action, c.BackURL = "/area/dati/residenza", "/area/dati"
	return c
}

func area(lang string) renderer.Area {
	f := Frame(lang)
	f.Title, f.Service = "Area personale", ""
	return renderer.Area{Frame: f, Tabs: []renderer.Link{{Text: "Le mie richieste", URL: "/servizi"}, {Text: "I miei dati", URL: "/area/dati"}}, Drafts: drafts(), Applications: []renderer.ApplicationCard{
		{Service: "Richiedere l'accesso agli atti", Reference: "AN-2026-000123", Sent: "2 marzo 2026", State: "In carico", Due: "Risposta entro il 1 aprile 2026", URL: "/area/AN-2026-000123"},
	}}
}

package gallery

import (
	"sportello/renderer"
	"sportello/renderer/locale"
)

func entrance(lang string) []Screen {
	closed := sheet(lang)
	closed.Open, closed.Closed = false, "Il bando apre il 2 marzo 2026 alle 10:00."
	wrong := entry(lang)
	wrong.Unticked = true
	wrong.Errors = []renderer.ErrorLink{{Text: "Conferma di aver letto l'informativa sulla privacy", URL: "#privacy"}}
	known := entry(lang)
	known.SignIn, known.Citizens = false, nil
	known.Resume = drafts()
	low := entry(lang)
	low.Citizens, low.Providers = nil, providers(lang)
	low.Notice = low.Words().Text("entry.low", locale.Args{"level": "2"})
	again := low
	again.Service, again.OnlySignIn, again.Expired, again.Notice = "", true, true, ""
	again.Return, again.Kept = "/domande/d1/pagine/dati", []renderer.Hidden{{Name: "kept:nome", Value: "Sara"}}
	only := entry(lang)
	only.Service, only.OnlySignIn, only.Return = "", true, "/area"
	found, nothing, empty := services(lang), services(lang), services(lang)
	found.Query, nothing.Query = "matrimonio", "astronavi"
	nothing.Services, empty.Services, empty.Categories = nil, nil, nil
	return []Screen{
		{"entry-only", "entry", only},
		{"home", "home", home(lang)}, {"services", "services", services(lang)}, {"services-found", "services", found},
		{"services-nothing", "services", nothing}, {"services-empty", "services", empty},
		{"terms", "terms", renderer.Terms{Frame: Frame(lang), Text: "Una **condizione**.", SheetURL: "/servizi/accesso-atti"}},
		{"sheet", "sheet", sheet(lang)}, {"sheet-closed", "sheet", closed},
		{"entry", "entry", entry(lang)}, {"entry-wrong", "entry", wrong}, {"entry-resume", "entry", known},
		{"entry-low", "entry", low}, {"entry-kept", "entry", again},
	}
}

func home(lang string) renderer.Home {
	f := Frame(lang)
	f.Title, f.Service, f.User, f.SignInURL = "Servizi", "", "", "/accedi"
	f.Crumbs = f.Crumbs[:2]
	f.Crumbs[1].URL = ""
	return renderer.Home{Frame: f, Services: cards(), Categories: categories()}
}

func services(lang string) renderer.Services {
	f := Frame(lang)
	f.Title, f.Service = "Servizi", ""
	return renderer.Services{Frame: f, Heading: "Servizi", Lead: "Tutti i servizi.", Services: cards(), Categories: categories()}
}

func cards() []renderer.Card {
	home := renderer.Link{Text: "Anagrafe e stato civile", URL: "/servizi/categorie/anagrafe-e-stato-civile"}
	return []renderer.Card{
		{Title: "Richiedere le pubblicazioni di matrimonio", Summary: "Avvia le pubblicazioni prima delle nozze.", URL: "/servizi/matrimonio", Open: true, Category: home},
		{Title: "Richiedere la sepoltura di un defunto", Summary: "Scegli il cimitero e il tipo di sepoltura.", URL: "/servizi/sepoltura", Open: true, Category: home},
		{Title: "Chiedere un bonus economico", Summary: "Un contributo per le famiglie con figli.", URL: "/servizi/bonus", Soon: true, Status: "Apre il 2 marzo 2026"},
	}
}

func categories() []renderer.Category {
	return []renderer.Category{
		{Title: "Anagrafe e stato civile", URL: "/servizi/categorie/anagrafe-e-stato-civile", Count: 2},
		{Title: "Salute, benessere e assistenza", URL: "/servizi/categorie/salute-benessere-e-assistenza", Count: 1},
	}
}

func sheet(lang string) renderer.Sheet {
	f := Frame(lang)
	f.Title = ""
	return renderer.Sheet{
		Frame: f, Category: renderer.Link{Text: "Cultura e tempo libero", URL: "/servizi"}, Open: true,
		Summary:  "Chiedi di vedere o copiare documenti del Comune.",
		StartURL: "/servizi/accesso-atti/avvia", StartAt: "https://servizi.comune.example/servizi/accesso-atti/avvia",
		Audience:    "A chiunque abbia un **interesse diretto**, concreto e attuale.",
		Description: "Con questo servizio chiedi di vedere o copiare i documenti che il Comune conserva.",
		How:         "Compila la richiesta online:\n\n1. accedi\n2. indica il documento\n3. controlla e invia",
		Needed:      []string{"la tua identità digitale", "gli estremi del documento, se li conosci"},
		Result:      "La visione o la copia dei documenti.", Timing: "Il Comune risponde entro 30 giorni.",
		Dates: []renderer.Milestone{{Date: "Oggi", Title: "Invio della richiesta"}, {Date: "Entro 30 giorni", Title: "Risposta del Comune", Text: "Se non arriva, la richiesta si intende respinta."}},
		Costs: "La visione è gratuita; le copie costano **0,10 €** a pagina.", TermsURL: "/termini", Days: 30, Rating: &renderer.Rating{URL: "/servizi/accesso-atti/valuta", Page: true},
		Constraints: "Per gli atti di altri uffici rivolgiti a loro.", Office: Office(),
		Topics: []renderer.Link{{Text: "Accesso all'informazione", URL: "/argomenti/accesso"}},
	}
}

func entry(lang string) renderer.Entry {
	f := Frame(lang)
	f.Title, f.User = "Accesso", ""
	return renderer.Entry{
		Frame: f, Action: "/servizi/accesso-atti/avvia", SignIn: true, PrivacyURL: "/privacy",
		Citizens: []renderer.Citizen{
			{ID: "maria", Name: "Maria Esposito", TaxCode: "SPSMRA84E58G702U", Story: "Ha due figli e un ISEE basso."},
			{ID: "marco", Name: "Marco Rossi", TaxCode: "RSSMRC83L04G702T", Story: "Abita in un altro Comune."},
		},
	}
}

func providers(lang string) []renderer.Provider {
	w := locale.For(lang)
	return []renderer.Provider{
		{Kind: "spid", Text: w.Text("provider.spid", nil), URL: "/accesso/spid?ritorno=%2Farea"},
		{Kind: "cie", Text: w.Text("provider.cie", nil), URL: "/accesso/cie?ritorno=%2Farea"},
	}
}

func drafts() []renderer.DraftCard {
	return []renderer.DraftCard{
		{Service: "Richiedere l'accesso agli atti", Saved: "2 marzo 2026 alle 10:30", LastDay: "1 aprile 2026", Page: "Documento richiesto", ResumeURL: "/pratiche/d1/documento", DeleteURL: "/pratiche/d1/elimina"},
		{Service: "Chiedere un bonus economico", Saved: "1 marzo 2026 alle 09:00", ResumeURL: "/pratiche/d2/dati", Note: "Il servizio è cambiato: controlla la pagina dei redditi."},
	}
}

// Package gallery holds sample views: every screen, and every type of field
// empty, filled, wrong and with long texts. Tests render all of them; they also
// make a page to look at when the style changes.
package gallery

import "sportello/renderer"

// Frame is the frame of a fictitious municipality.
func Frame(lang string) renderer.Frame {
	return renderer.Frame{
		Lang: lang, Title: "Esempio", Service: "Richiedere l'accesso agli atti", ServiceID: "accesso-atti",
		Path: "/servizi", User: "Maria Esposito", SignOutURL: "/esci", AreaURL: "/area", Demo: true,
		Municipality: Municipality(), Languages: languages(),
		Crumbs: []renderer.Link{
			{Text: "Home", URL: "/"}, {Text: "Servizi", URL: "/servizi"},
			{Text: "Richiedere l'accesso agli atti"},
		},
	}
}

func languages() []renderer.Language {
	return []renderer.Language{
		{Tag: "it", Name: "Italiano", URL: "/servizi?lingua=it"},
		{Tag: "de", Name: "Deutsch", URL: "/servizi?lingua=de"},
		{Tag: "sl", Name: "Slovenščina", URL: "/servizi?lingua=sl"},
	}
}

// Municipality is a fictitious one with everything that a profile can have.
func Municipality() renderer.Municipality {
	return renderer.Municipality{
		Name: "Comune di Montefiore", Tagline: "Un paese da esempio",
		Region: "Regione Toscana", RegionURL: "https://www.regione.toscana.it",
		Address: "Piazza del Municipio 1, 56100 Montefiore (PI)",
		TaxCode: "00000000000", VAT: "00000000000",
		Phone: "050 000000", Email: "urp@comune.example", PEC: "protocollo@pec.comune.example",
		Menu: []renderer.MenuItem{
			{Name: "management", URL: "https://comune.example/amministrazione"},
			{Name: "news", URL: "https://comune.example/novita"},
			{Name: "all-services", URL: "/servizi"},
			{Name: "live", URL: "https://comune.example/vivere"},
		},
		Social: []renderer.Link{{Text: "Mastodon", URL: "https://social.example/@comune"}},
		EU:     true,
		Links: renderer.Links{
			FAQ: "/faq", Assistance: "/assistenza", Booking: "/appuntamenti", Report: "/segnalazioni",
			Transparency: "https://comune.example/trasparenza", Privacy: "https://comune.example/privacy",
			Legal: "https://comune.example/note", Accessibility: "https://form.agid.gov.it/view/esempio",
			SiteMap: "/mappa", Improvement: "/miglioramento", Media: "/media-policy",
		},
		Offices: []renderer.Office{*Office()},
	}
}

// Office is a fictitious office.
func Office() *renderer.Office {
	return &renderer.Office{
		ID: "urp", Name: "Ufficio relazioni con il pubblico", Address: "Piazza del Municipio 1, piano terra",
		Hours: "lunedì e giovedì, dalle 9 alle 13", Phone: "050 000001",
		Email: "urp@comune.example", PEC: "urp@pec.comune.example", Responsible: "Anna Verdi",
	}
}

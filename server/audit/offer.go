package audit

import (
	"slices"
	"strings"

	"sportello/server/visitor"
)

// payment: C.SE.2.1.
func payment(f *finding, v *site) {
	for _, one := range v.visits {
		if !one.Fees {
			f.saw("%s: non c'è niente da pagare", one.Title)
			continue
		}
		if one.sheet != nil {
			f.must(len(one.sheet.Marked("service-cost")) > 0, "%s: la scheda dice i costi", one.Title)
		}
	}
}

// booking: C.SE.2.2.
func booking(f *finding, v *site) {
	for _, one := range complete(f, v) {
		with := 0
		for _, p := range one.pages {
			if slices.ContainsFunc(p.Marked("appointment-booking"), ofService) {
				with++
			}
		}
		f.must(with == len(one.pages), "%s: %d passaggi su %d hanno la prenotazione, con il servizio già scelto", one.Title, with, len(one.pages))
	}
}

// ofService reports whether a link to the booking has the service chosen.
func ofService(e visitor.Element) bool { return strings.Contains(e.Attr("href"), "servizio=") }

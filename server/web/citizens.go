package web

import (
	"time"

	"sportello/engine/value"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// citizen is a fictitious person, who signs in to a demonstration.
type citizen struct {
	id, surname, name, taxCode, born, sex, place, level string
}

// fictitious are all of them. Tax codes are well formed and belong to nobody.
var fictitious = []citizen{
	{"marco-rossi", "Rossi", "Marco", "RSSMRC83L04G702T", "1983-07-04", "M", "G702", "2"},
	{"giulia-bianchi", "Bianchi", "Giulia", "BNCGLI85C52G702Z", "1985-03-12", "F", "G702", "2"},
	{"ahmed-el-amrani", "El Amrani", "Ahmed", "LMRHMD79E21Z330V", "1979-05-21", "M", "Z330", "2"},
	{"elena-popescu", "Popescu", "Elena", "PPSLNE90H55Z129N", "1990-06-15", "F", "Z129", "2"},
	{"davide-conti", "Conti", "Davide", "CNTDVD96T01D612J", "1996-12-01", "M", "D612", "2"},
	{"anna-ferri", "Ferri", "Anna", "FRRNNA48B49E625R", "1948-02-09", "F", "E625", "2"},
	{"niccolo-dangelo", "D'Angelo", "Niccolò", "DNGNCL99M05H501P", "1999-08-05", "M", "H501", "2"},
	{"tommaso-gori", "Gori", "Tommaso", "GROTMS08S10G702T", "2008-11-10", "M", "G702", "2"},
	{"stefano-ricci", "Ricci", "Stefano", "RCCSFN71B28A390L", "1971-02-28", "M", "A390", "3"},
	{"teresa-bruni", "Bruni", "Teresa", "BRNTRS55H46G702I", "1955-06-06", "F", "G702", "1"},
}

// citizens are those one may sign in as: nobody but in a demonstration.
func (s *Site) citizens(words locale.Words) []renderer.Citizen {
	if !s.Demo {
		return nil
	}
	var out []renderer.Citizen
	for _, c := range fictitious {
		out = append(out, renderer.Citizen{ID: c.id, Name: c.name + " " + c.surname, TaxCode: c.taxCode, Story: words.Text("citizen."+c.id, nil)})
	}
	return out
}

// Fictitious gives the citizens of a demonstration: by the id that they sign in
// with, what an identity provider would say.
func Fictitious() map[string]value.Group {
	out := map[string]value.Group{}
	for _, c := range fictitious {
		out[c.id] = identity(c.session(c.id, time.Time{}).Claims)
	}
	return out
}

// session is what an identity provider would have said of the citizen, or of a
// namesake with an id of their own.
func (c citizen) session(id string, now time.Time) submission.Session {
	return submission.Session{
		Subject: "demo:" + key(id), Issuer: "demo", Level: c.level, SignedIn: now,
		Claims: map[string]string{
			"cognome": c.surname, "nome": c.name, "codice_fiscale": c.taxCode, "data_nascita": c.born,
			"sesso": c.sex, "luogo_nascita": c.place, "livello": c.level,
			"email": c.id + "@example.org", "cellulare": "+393330000000",
		},
	}
}

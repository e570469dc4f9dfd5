package audit

import (
	"fmt"
)

// check is one criterion: what it asks, how it is looked at, and what stays for
// a person.
type check struct {
	id, title string
	look      func(*finding, *site)
	left      string
	person    bool // decides: a program can only find what speaks against it
}

// checks are the criteria of the model, in its order.
var checks = []check{
	{"C.SE.1.1", "Accesso con identità digitale dalla scheda, dentro il flusso del servizio", entry,
		"Provare l'accesso con SPID e CIE veri, dal sito pubblico.", true},
	{"C.SE.1.2", "Conferma di presa in carico nell'area personale e su un altro canale", confirmation,
		"Controllare che il messaggio arrivi davvero a una casella di posta.", false},
	{"C.SE.1.3", "Caratteri tipografici del modello", fonts,
		"Guardare una pagina: titoli e testi in Titillium Web.", false},
	{"C.SE.1.4", "Riepilogo completo, come testo, subito prima della conferma", summary, "", false},
	{"C.SE.1.5", "I dati già forniti non si chiedono di nuovo", onceOnly,
		"Provare due servizi diversi con la stessa persona, con dati di residenza, nucleo, ISEE e IBAN.", false},
	{"C.SE.1.6", "Salvataggio della bozza e ripresa", drafts, "", false},
	{"C.SE.1.7", "Valutazione dell'esperienza d'uso, con i testi del modello", rating, "", false},
	{"C.SE.1.8", "Passaggi sempre visibili, ritorno e modifica", steps, "", false},
	{"C.SE.1.9", "Stato della pratica nell'area personale", status, "", false},
	{"C.SE.1.10", "Data di presa in carico, numero e termine massimo", term, "", false},
	{"C.SE.2.1", "Pagamento digitale dove c'è da pagare", payment,
		"Controllare che il prestatore di servizi di pagamento sia collegato a pagoPA.", true},
	{"C.SE.2.2", "Prenotazione di un appuntamento da ogni passaggio", booking,
		"Nella pagina di prenotazione si scelgono ufficio, data, ora e motivo, e il nome è già scritto.", true},
	{"C.SE.3.1", "Solo cookie del Comune prima del consenso", cookies, "", false},
	{"C.SE.3.2", "Dichiarazione di accessibilità nel piè di pagina", accessibility,
		"Aprire la dichiarazione: deve essere valida e almeno parzialmente conforme.", false},
	{"C.SE.3.3", "Informativa privacy nel piè di pagina", privacy,
		"Leggere l'informativa: deve riguardare questi servizi.", false},
	{"C.SE.4.1", "Velocità delle pagine", speed,
		"Eseguire Lighthouse per dispositivi mobili su ogni pagina: il punteggio deve essere almeno 50.", true},
	{"C.SE.5.1", "HTTPS", secure,
		"Controllare il certificato e i cifrari con uno strumento esterno.", true},
	{"C.SE.5.2", "Sottodominio dei servizi", domain, "", false},
}

// finding gathers what is seen for one criterion.
type finding struct{ evidence, against []string }

func (f *finding) saw(format string, args ...any) {
	f.evidence = append(f.evidence, fmt.Sprintf(format, args...))
}

func (f *finding) wrong(format string, args ...any) {
	f.against = append(f.against, fmt.Sprintf(format, args...))
}

// must notes one thing that is there, or is not.
func (f *finding) must(is bool, what string, args ...any) {
	if is {
		f.saw(what, args...)
	} else {
		f.wrong("manca: "+what, args...)
	}
}

func (c check) run(v *site) Result {
	f := &finding{}
	c.look(f, v)
	r := Result{ID: c.id, Title: c.title, Evidence: f.evidence, Against: f.against, Left: c.left, Verdict: Met}
	switch {
	case len(f.against) > 0:
		r.Verdict = Missed
	case c.person || len(f.evidence) == 0:
		r.Verdict = Person
	}
	return r
}

// complete are the visits that came to the receipt; the others are said.
func complete(f *finding, v *site) []*visit {
	var out []*visit
	for _, one := range v.visits {
		if one.receipt == nil {
			f.wrong("%s: non è stato possibile arrivare alla ricevuta (%s)", one.Title, one.failed)
			continue
		}
		out = append(out, one)
	}
	return out
}

package audit

import (
	"fmt"
	"slices"
	"strings"

	"sportello/engine"
	"sportello/server/visitor"
)

// confirmation: C.SE.1.2.
func confirmation(f *finding, v *site) {
	for _, one := range complete(f, v) {
		f.must(strings.Contains(one.area.Words(), one.reference), "%s: la pratica %s è nell'area personale", one.Title, one.reference)
		if v.Letters == nil {
			f.must(strings.Contains(one.receipt.Words(), writing), "%s: la conferma dice a quale indirizzo si scrive", one.Title)
			continue
		}
		f.must(v.Letters(one.reference), "%s: è partito il messaggio di posta", one.Title)
	}
}

// writing is how a receipt tells to which address one is written.
const writing = "Ti scriviamo all'indirizzo e-mail"

// onceOnly: C.SE.1.5.
func onceOnly(f *finding, v *site) {
	for _, one := range complete(f, v) {
		if !one.Identity {
			continue
		}
		given, again := 0, 0
		for _, e := range personalFields(one.second) {
			if e.Attr("value") != "" {
				given++
				continue
			}
			again++
			f.wrong("%s: il campo %s si chiede di nuovo", one.Title, e.Attr("name"))
		}
		if again == 0 {
			f.saw("%s: in una seconda richiesta %d dati personali sono già scritti o non si chiedono", one.Title, given)
		}
	}
}

// personalFields are where pages ask for what the citizen has given already.
func personalFields(pages []*visitor.Page) []visitor.Element {
	var out []visitor.Element
	for _, p := range pages {
		if p.FormWith(engine.ShownName) == nil {
			continue
		}
		out = append(out, p.Elements(func(e visitor.Element) bool {
			return e.Tag() == "input" && slices.Contains(personal, e.Attr("autocomplete"))
		})...)
	}
	return out
}

// personal are the tokens of autocomplete for data that the citizen has given.
var personal = []string{"given-name", "family-name", "bday", "email", "tel", "postal-code", "address-level2"}

// ratingTexts are those of the model, letter by letter.
var ratingTexts = []string{
	"Quanto è stato facile usare questo servizio?",
	"Quali sono stati gli aspetti che hai preferito?", "Dove hai incontrato le maggiori difficoltà?",
	"Le indicazioni erano chiare", "Le indicazioni erano complete", "Capivo sempre che stavo procedendo correttamente", "Non ho avuto problemi tecnici",
	"A volte le indicazioni non erano chiare", "A volte le indicazioni non erano complete", "A volte non capivo se stavo procedendo correttamente", "Ho avuto problemi tecnici",
	"Altro",
}

// rating: C.SE.1.7.
func rating(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.receipt.Words()
		for _, text := range ratingTexts {
			if !strings.Contains(words, text) {
				f.wrong("%s: manca il testo «%s»", one.Title, text)
			}
		}
		stars := 0
		for n := 1; n <= 5; n++ {
			stars += len(one.receipt.Marked(fmt.Sprint("feedback-rate-", n)))
		}
		f.must(stars == 5, "%s: la conferma ha le cinque stelle e le domande del modello", one.Title)
	}
}

// status: C.SE.1.9.
func status(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.area.Words()
		f.must(strings.Contains(words, one.reference) && len(one.area.Tags("h2", "h3")) > 0, "%s: l'area personale elenca la pratica con il suo stato", one.Title)
		f.must(len(one.receipt.Classed("point-list"))+len(one.receipt.Classed("sp-timeline")) > 0, "%s: la pratica mostra le tappe", one.Title)
	}
}

// term: C.SE.1.10.
func term(f *finding, v *site) {
	for _, one := range complete(f, v) {
		words := one.receipt.Words()
		f.must(strings.Contains(words, "presa in carico il"), "%s: data di presa in carico", one.Title)
		f.must(strings.Contains(words, one.reference), "%s: numero %s", one.Title, one.reference)
		if one.Term {
			f.must(strings.Contains(words, "Termine massimo"), "%s: termine massimo, lo stesso dato della scheda", one.Title)
		}
	}
}

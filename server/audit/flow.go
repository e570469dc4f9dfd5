package audit

import (
	"regexp"
	"slices"
	"strings"

	"sportello/server/visitor"
)

// entry: C.SE.1.1.
func entry(f *finding, v *site) {
	for _, one := range v.visits {
		if one.sheet == nil || one.entered == nil {
			f.wrong("%s: il servizio non si apre (%s)", one.Title, one.failed)
			continue
		}
		access := one.sheet.Marked("service-online-access")
		f.must(hasLink(access, "/servizi/"+one.ID+"/avvia"), "%s: la scheda porta al servizio", one.Title)
		inside := one.entered.Place() != "" && strings.Contains(one.entered.Words(), one.Title)
		f.must(inside, "%s: dopo l'accesso si è nel flusso del servizio (%s)", one.Title, one.entered.Step())
		if !one.Identity {
			f.saw("%s: non chiede l'identità, come dichiara", one.Title)
		}
	}
}

// steps: C.SE.1.8.
func steps(f *finding, v *site) {
	for _, one := range complete(f, v) {
		shown := one.pages
		if one.summary != nil {
			shown = append(slices.Clone(shown), one.summary)
			f.must(strings.Contains(one.summary.Words(), "Modifica"), "%s: dal riepilogo si torna a modificare", one.Title)
		}
		for _, p := range shown {
			if len(p.Elements(isCurrentStep)) == 0 { // wide and narrow screens may have a list each
				f.wrong("%s: a %s non si vede il passaggio attuale", one.Title, p.Step())
			}
		}
		later := slices.DeleteFunc(slices.Clone(one.pages), func(p *visitor.Page) bool { return p.Place() == one.pages[0].Place() })
		back := 0
		for _, p := range later {
			if hasButton(p, "back") || len(p.Classed("steppers-btn-prev")) > 0 {
				back++
			}
		}
		f.must(back == len(later), "%s: da %d pagine su %d dopo la prima si torna indietro", one.Title, back, len(later))
	}
}

func isCurrentStep(e visitor.Element) bool { return e.Attr("aria-current") == "step" }

// summary: C.SE.1.4.
func summary(f *finding, v *site) {
	for _, one := range complete(f, v) {
		if one.summary == nil {
			f.wrong("%s: non c'è riepilogo", one.Title)
			continue
		}
		words := one.summary.Words()
		questions := asked(one)
		for _, question := range questions {
			if !strings.Contains(words, question) {
				f.wrong("%s: nel riepilogo manca «%s»", one.Title, question)
			}
		}
		f.must(len(questions) > 0, "%s: le pagine hanno fatto %d domande, da ritrovare come testo nel riepilogo", one.Title, len(questions))
		f.must(strings.Contains(words, "Conferma e invia"), "%s: la conferma è nel riepilogo", one.Title)
		f.must(len(one.summary.Elements(isAnswerField)) == 0, "%s: nel riepilogo non si scrive, si legge", one.Title)
	}
}

// asked are the questions of all pages.
func asked(v *visit) []string {
	var out []string
	for _, p := range lastShown(v.pages) {
		out = append(out, labels(p)...)
	}
	return out
}

func isAnswerField(e visitor.Element) bool {
	kind := e.Attr("type")
	return e.Tag() == "textarea" || e.Tag() == "select" || e.Tag() == "input" && kind != "hidden" && kind != "checkbox" && kind != "search"
}

// lastShown are the pages as each was shown last: with the questions that the
// answers before had opened.
func lastShown(pages []*visitor.Page) []*visitor.Page {
	var out []*visitor.Page
	for i, p := range pages {
		again := slices.ContainsFunc(pages[i+1:], func(later *visitor.Page) bool { return later.Place() == p.Place() })
		if !again {
			out = append(out, p)
		}
	}
	return out
}

// beside is what stands beside the words of a question: the unit in brackets.
var beside = regexp.MustCompile(` \([^()]*\)$`)

// labels are the words of the questions on a page.
func labels(p *visitor.Page) []string {
	var out []string
	for _, group := range p.Classed("form-group") {
		out = append(out, firstOf(group.Inside("label"))...)
	}
	for _, choices := range p.Classed("sp-choices") {
		out = append(out, firstOf(choices.Inside("legend"))...)
	}
	return slices.DeleteFunc(out, func(words string) bool { return words == "" || slices.Contains(keeping, words) })
}

// keeping are the words of questions about where data are kept: they are no
// answers of the application.
var keeping = []string{"Vuoi salvare questi dati?", "Dati da usare"}

// firstOf is the question that the first of some elements asks.
func firstOf(elements []visitor.Element) []string {
	if len(elements) == 0 {
		return nil
	}
	return []string{question(elements[0])}
}

// question gives words without the mark of what is required, and the unit.
func question(e visitor.Element) string {
	words := beside.ReplaceAllString(e.Words(), "")
	words = strings.TrimSpace(strings.TrimSuffix(words, "*"))
	return beside.ReplaceAllString(words, "")
}

// drafts: C.SE.1.6.
func drafts(f *finding, v *site) {
	for _, one := range complete(f, v) {
		for _, p := range one.pages {
			if !hasButton(p, "save") {
				f.wrong("%s: la pagina %s non ha il salvataggio", one.Title, p.Step())
			}
		}
		f.must(one.saved != nil && strings.Contains(one.saved.Words(), "salvata"), "%s: la bozza incompleta si salva e la pagina lo dice", one.Title)
		f.must(one.resumed != nil && one.resumed.Place() != "", "%s: dall'area personale si riprende la bozza", one.Title)
	}
}

func hasButton(p *visitor.Page, action string) bool {
	return len(p.Elements(func(e visitor.Element) bool {
		return e.Tag() == "button" && e.Attr("name") == "_action" && e.Attr("value") == action
	})) > 0
}

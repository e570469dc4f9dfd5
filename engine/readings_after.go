package engine

import (
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
)

func (r *reader) window() {
	if w := r.p.window; w != nil {
		def := r.p.service.Window
		r.say(def.Opens.Pos, "Presentazione", words(def.Rule), equals("da", w.opens), equals("fino a", w.closes))
	}
}

func (r *reader) quota() {
	if q := r.p.quota; q != nil {
		says := "chi arriva dopo va in lista d'attesa"
		if q.refuse {
			says = "chi arriva dopo non può inviare"
		}
		r.say(r.p.service.Quota.Pos, "Disponibilità «"+q.title+"»", q.rules, ifHolds("conta", q.when), equals("ce n'è una per ogni", q.of),
			equals("i posti sono", q.places), equals("gli euro sono", q.budget), equals("la richiesta ne prende", q.amount), says)
	}
}

func (r *reader) total(what string, t *total) {
	if t == nil {
		return
	}
	for _, p := range t.parts {
		about := what + " «" + plainWords(p.title.words) + "»"
		if p.rows != nil {
			about += ", per ogni riga di " + r.called(p.rows.node)
		}
		r.say(p.amount.Pos, about, p.rules, ifHolds("conta", p.when), equals("è", p.amount), groupWords(p.group))
	}
	for _, g := range t.groups {
		says := "contano tutti insieme"
		if g.highest {
			says = "conta solo il più alto"
		}
		r.say(posOf(g.max), what+" «"+g.title.words+"»", g.rules, says, equals("al massimo", g.max))
	}
}

func groupWords(g *group) string {
	if g == nil {
		return ""
	}
	return "conta insieme agli altri di «" + g.title.words + "»"
}

// after reads what follows from an application.
func (r *reader) after() {
	for _, f := range r.p.flags {
		r.say(posOf(f.when), "Segnale «"+r.flagTitle(f.id)+"» all'ufficio", f.rules, ifHolds("", f.when))
	}
	r.routes()
	for _, d := range r.p.deadlines {
		r.say(d.date.Pos, "Termine «"+d.title.words+"»", d.rules, ifHolds("c'è", d.when), equals("è", d.date))
	}
	for i, s := range r.p.states {
		says := ifHolds("", s.when)
		if says == "" {
			says = "quando nessun altro vale"
		} else if i > 0 {
			says += ", e nessuno dei precedenti vale"
		}
		r.say(posOf(s.when), "Stato «"+s.title.words+"»", s.rules, says)
	}
	for _, n := range r.p.receipt {
		r.say(posOf(n.when), "La ricevuta dice «"+shortened(n.text)+"»", n.rules, ifHolds("", n.when))
	}
}

func (r *reader) routes() {
	for i, route := range r.p.routes {
		says := ifHolds("", route.when)
		if says == "" {
			says = "in tutti gli altri casi"
		} else if i > 0 {
			says += ", e non negli uffici prima di questo"
		}
		r.say(posOf(route.when), "La domanda va a «"+r.officeName(route.office)+"»", route.rules, says)
	}
}

func (r *reader) flagTitle(id string) string {
	for _, f := range r.p.service.Flags {
		if f.ID.Value == id && f.Title.Value != "" {
			return f.Title.Value
		}
	}
	return id
}

func (r *reader) officeName(id string) string {
	for _, o := range r.p.profile.Offices {
		if o.ID.Value == id {
			return o.Name.Value
		}
	}
	return id
}

// shortened gives the first words of a text, with what it carries in braces.
func shortened(t *text) string {
	if t == nil {
		return ""
	}
	var sb strings.Builder
	for _, part := range t.parts {
		if part.rule != nil {
			sb.WriteString("{" + part.rule.Source + "}")
			continue
		}
		sb.WriteString(part.words)
	}
	words := strings.Fields(sb.String())
	const most = 14
	if len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return strings.Join(words, " ")
}

// posOf is the place of a rule, if there is one.
func posOf(r *rule.Rule) definitions.Pos {
	if r == nil {
		return definitions.Pos{}
	}
	return r.Pos
}

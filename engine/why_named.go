package engine

import (
	"sportello/engine/value"
)

// amount explains fee.x, score.x, their totals, and deadline.x.
func (e *explainer) amount(name string) bool {
	space, id, _ := cutFirst(name)
	switch space {
	case "fee":
		return e.total(e.w.p.fees, id)
	case "score":
		return e.total(e.w.p.scores, id)
	case "deadline":
		for _, d := range e.w.p.deadlines {
			if d.id == id {
				e.deadline(d)
				return true
			}
		}
	}
	return false
}

func (e *explainer) total(t *total, id string) bool {
	if t == nil {
		return false
	}
	found := id == "total"
	for _, p := range t.parts {
		if id == "total" || id == p.id || p.group != nil && id == p.group.id {
			found = true
			e.w.instances(p.scope(e.w.p.root), func() { e.part(t, p) })
		}
	}
	for _, g := range t.groups {
		if id == "total" || id == g.id {
			e.group(t, g)
		}
	}
	if id == "total" {
		e.say("«"+t.title.words+"»", "vale "+e.w.show(t.total(&e.w.env), value.Type{Kind: value.Num, Money: t.money}), nil, nil)
	}
	return found
}

// group explains what the parts of a group count together.
func (e *explainer) group(t *total, g *group) {
	v := t.grouped(g, &e.w.env)
	words := "non conta: non vale nessuna delle sue voci"
	if v != nil {
		words = "conta " + e.w.show(v, value.Type{Kind: value.Num, Money: t.money})
		if g.highest {
			words += ", solo la voce più alta"
		}
	}
	e.say("«"+g.title.words+"»", words, g.max, g.rules)
}

func (e *explainer) part(t *total, p *part) {
	title := p.title.words
	if p.text != nil {
		title = p.text.fill(e.w, false)
	}
	what := "«" + title + "»"
	if p.when != nil && !p.when.Holds(&e.w.env) {
		e.say(what, "non conta", p.when, p.rules)
		return
	}
	if p.when != nil {
		e.say(what, "conta", p.when, p.rules)
	}
	words := "non ha un importo, e così la domanda non si può inviare"
	if v := p.amount.Eval(&e.w.env); v != nil {
		words = "vale " + e.w.show(v, value.Type{Kind: value.Num, Money: t.money})
	}
	e.say(what, words, p.amount, p.rules)
}

func (e *explainer) deadline(d deadline) {
	what := "«" + d.title.words + "»"
	if d.when != nil && !d.when.Holds(&e.w.env) {
		e.say(what, "non c'è", d.when, d.rules)
		return
	}
	if d.when != nil {
		e.say(what, "c'è", d.when, d.rules)
	}
	words := "non si può calcolare"
	if v := d.date.Eval(&e.w.env); v != nil {
		words = "è il " + e.w.show(v, d.date.Type)
	}
	e.say(what, words, d.date, d.rules)
}

// named explains a condition or named value: of the service, or of a block or
// row by its path.
func (e *explainer) named(name string) bool {
	s, last := e.w.p.root, name
	if around, after, nested := cutLast(name); nested {
		at, depth, _ := e.w.scopeAt(around)
		for range depth {
			defer e.w.leave()
		}
		s, last = at, after
	}
	if s == nil || s.named[last] == nil || s.named[last].rule == nil {
		return false
	}
	n := s.named[last]
	words := "vale " + e.valueWords(n.rule.Eval(&e.w.env), n.rule.Type)
	if n.rule.Type.Kind == value.YesNo {
		words = map[bool]string{true: "è vero", false: "non è vero"}[n.rule.Holds(&e.w.env)]
	}
	e.say("«"+orName(n.title, last)+"»", words, n.rule, n.rules)
	return true
}

// numbered explains a check by its id, or whatever realises a numbered rule of
// the procedure, everywhere that it stands.
func (e *explainer) numbered(id string) bool {
	found := false
	for _, n := range e.w.p.numbered {
		if n.id != id || n.rule == nil {
			continue
		}
		found = true
		met := false
		e.w.instances(n.scope, func() {
			met = true
			decision := map[bool]string{true: "vale", false: "non vale"}[n.rule.Eval(&e.w.env) == true]
			if n.rule.Type.Kind != value.YesNo {
				decision = "dà " + e.valueWords(n.rule.Eval(&e.w.env), n.rule.Type)
			}
			e.say(id+" ("+n.what+")", decision, n.rule, nil)
		})
		if !met {
			e.say(id+" ("+n.what+")", "non si applica: quello di cui parla non è nel percorso", n.rule, nil)
		}
	}
	return found
}

// state explains whether a state is the present one.
func (e *explainer) state(id string) bool {
	for _, s := range e.w.p.states {
		holds := s.when == nil || s.when.Holds(&e.w.env)
		if s.id == id {
			e.say("Lo stato «"+s.title.words+"»", map[bool]string{true: "è quello attuale", false: "non è quello attuale"}[holds], s.when, s.rules)
			return true
		}
		if holds {
			e.say("Lo stato «"+s.title.words+"»", "viene prima ed è quello attuale", s.when, s.rules)
		}
	}
	return false
}

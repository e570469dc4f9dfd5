package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Reading is one rule of a service in plain Italian, for those who must say
// whether it is right without reading the definition.
type Reading struct {
	Pos   definitions.Pos
	What  string   // what the rule is about: "Pagina «Immobile»"
	Says  string   // "mostrata se è un accesso a una pratica edilizia"
	Rules []string // the numbered rules of the procedure that it realises
}

func (r Reading) String() string {
	text := r.What + ": " + r.Says
	if !strings.ContainsAny(text[len(text)-1:], ".!?") {
		text += "."
	}
	if len(r.Rules) > 0 {
		text += " [" + strings.Join(r.Rules, ", ") + "]"
	}
	return text
}

// Readings gives every rule of the service in words: first the names that other
// rules use, then the pages as a citizen meets them with the checks at their
// ends, then what follows from the answers.
func (p *Program) Readings() []Reading {
	r := reader{p: p}
	r.window()
	r.quota()
	r.names(p.root, "")
	for _, pg := range p.pages {
		r.page(pg)
	}
	r.total("Costo", p.fees)
	if p.payBefore != nil {
		r.add(Reading{Pos: p.payBefore.Pos, What: "Pagamento", Says: "prima dell'invio se " + p.payBefore.Reading()})
	}
	r.total("Punti", p.scores)
	r.after()
	return r.out
}

// reader collects readings.
type reader struct {
	p   *Program
	out []Reading
}

func (r *reader) add(one Reading) { r.out = append(r.out, one) }

// say adds what several rules of one thing say, if any does.
func (r *reader) say(pos definitions.Pos, what string, rules []string, says ...string) {
	says = slices.DeleteFunc(says, func(s string) bool { return s == "" })
	if len(says) > 0 {
		r.add(Reading{pos, what, strings.Join(says, "; "), rules})
	}
}

// ifHolds puts a condition after words; nothing if there is none, or it is
// always so.
func ifHolds(words string, when *rule.Rule) string {
	switch {
	case when == nil || when.Source == "true":
		return ""
	case when.Source == "false":
		return words + " mai"
	}
	return rule.Sentence(words, "se", when.Reading())
}

// equals puts a value after words; nothing if there is none.
func equals(words string, v *rule.Rule) string {
	if v == nil {
		return ""
	}
	return rule.Sentence(words, v.Reading())
}

func computedWords(v *rule.Rule) string {
	if v != nil && v.Type.Kind == value.YesNo {
		return "è Sì se " + v.Reading()
	}
	return equals("è", v)
}

// names reads the conditions and named values of a scope, in the order in which
// they are written.
func (r *reader) names(s *scope, of string) {
	all := make([]string, 0, len(s.named))
	for name := range s.named {
		all = append(all, name)
	}
	slices.SortFunc(all, func(a, b string) int {
		x, y := s.named[a].expr.Pos, s.named[b].expr.Pos
		if x.Line != y.Line {
			return x.Line - y.Line
		}
		return x.Column - y.Column
	})
	for _, name := range all {
		n := s.named[name]
		if n.rule == nil {
			continue
		}
		what, says := "Valore «"+name+"»", "è "
		if n.rule.Type.Kind == value.YesNo {
			says = "è Sì se "
		}
		if n.title != "" {
			what, says = "Condizione «"+n.title+"»", "vale se "
		}
		r.add(Reading{n.rule.Pos, what + of, says + n.rule.Reading(), n.rules})
	}
}

func (r *reader) page(pg *page) {
	first := definitions.Pos{}
	if pg.when != nil {
		first = pg.when.Pos
	}
	r.say(first, "Pagina «"+pg.title.words+"»", pg.rules, ifHolds("mostrata", pg.when))
	r.items(pg.items)
	for _, c := range pg.checks {
		r.check(pg, c.check)
	}
}

func (r *reader) items(items []*node) {
	for _, n := range items {
		r.item(n)
	}
}

func (r *reader) item(n *node) {
	switch n.kind {
	case ContentItem:
		r.say(n.pos, "Testo «"+shortened(n.body)+"»", n.rules, ifHolds("mostrato", n.when))
	case ComputedItem:
		r.say(n.pos, "Valore calcolato "+r.called(n), n.rules, ifHolds("calcolato", n.when), computedWords(n.value))
	case FieldItem:
		r.field(n)
	case EachItem:
		r.say(n.pos, "Elenco "+r.called(n)+", di nuovo", n.rules, ifHolds("per le righe in cui si chiede altro: solo", n.when))
	case ListItem:
		r.say(n.pos, "Elenco "+r.called(n), n.rules, ifHolds("mostrato", n.when), r.must(n),
			equals(leastWords(n), n.min), equals(mostWords(n), n.max), equals("righe fisse:", n.fixed))
	default:
		r.say(n.pos, "Gruppo "+r.called(n), n.rules, ifHolds("mostrato", n.when))
	}
	if n.inner != nil {
		r.names(n.inner, " (in "+n.path+")")
	}
	r.items(n.items)
}

// called names an item: its label, and its path.
func (r *reader) called(n *node) string {
	if label := r.p.labels[n.path]; label != "" {
		return "«" + label + "» (" + n.path + ")"
	}
	return n.path
}

func (r *reader) field(n *node) {
	proposed := ""
	if n.def != nil {
		value := titled(n, n.def.Reading())
		proposed = "proposto: " + value
		switch {
		case n.locked != nil && n.locked.Source == "true":
			proposed = "fissato, quando si conosce: " + value
		case n.locked != nil:
			proposed += ", e non si può cambiare se " + n.locked.Reading()
		}
	}
	r.say(n.pos, "Campo "+r.called(n), n.rules,
		ifHolds("mostrato", n.when), r.must(n), proposed,
		equals(leastWords(n), n.min), equals(mostWords(n), n.max), r.choices(n))
}

// titled puts the titles of a choice in the place of its codes.
func titled(n *node, words string) string {
	if n.options == nil || n.options.from != nil {
		return words
	}
	for _, o := range n.options.written {
		words = strings.ReplaceAll(words, "«"+o.code+"»", "«"+o.title.words+"»")
	}
	return words
}

func leastWords(n *node) string {
	if n.typ.Kind == value.Num || n.typ.Kind == value.Many {
		return "almeno"
	}
	return "non prima di"
}

func mostWords(n *node) string {
	if n.typ.Kind == value.Num || n.typ.Kind == value.Many {
		return "al massimo"
	}
	return "non dopo"
}

// must reads when a field is required, where it is not simply the contract that
// says so.
func (r *reader) must(n *node) string {
	switch {
	case n.must == nil:
		return ""
	case n.must.Source == "true":
		return "obbligatorio"
	case n.must.Source == "false":
		return "facoltativo"
	}
	return ifHolds("obbligatorio", n.must)
}

func (r *reader) choices(n *node) string {
	if n.options == nil {
		return ""
	}
	var says []string
	for _, o := range n.options.written {
		if s := ifHolds("«"+o.title.words+"» è offerto", o.when); s != "" {
			says = append(says, s)
		}
	}
	if n.options.from != nil {
		from := "si sceglie tra " + n.options.from.Reading()
		if n.options.where != nil {
			from += ", solo se " + n.options.where.Reading()
		}
		if n.options.open != nil {
			from += "; quelle che non si possono scegliere si vedono: si può se " + n.options.open.Reading()
		}
		if n.options.others {
			from += ", o si scrive altro"
		}
		says = append(says, from)
	}
	for _, code := range n.options.alone {
		says = append(says, titled(n, "«"+code+"»")+" esclude le altre")
	}
	return strings.Join(says, "; ")
}

// check reads a check, with the words that it says.
func (r *reader) check(pg *page, c *check) {
	what := map[effect]string{isError: "Errore", isWarning: "Avviso", isStop: "Blocco"}[c.effect]
	on := make([]string, len(c.on))
	for i, t := range c.on {
		on[i] = r.called(t.node)
	}
	if len(on) > 0 {
		what += " su " + strings.Join(on, ", ")
	}
	r.add(Reading{c.when.Pos, what + ", alla fine della pagina «" + pg.title.words + "»",
		"se " + c.when.Reading() + ", dice «" + shortened(c.text) + "»", c.names()})
}

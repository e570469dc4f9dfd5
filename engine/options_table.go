package engine

import (
	"slices"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// tableOptions gives a choice from a table the options and words of the table,
// so that rules are held to them and texts show them. Where the words have
// nothing but columns in them, they are made once for all services.
func (b *builder) tableOptions(n *node, o *options, from *definitions.Table, words string, s *scope) {
	offer := func() any { return b.offer(o, 0) }
	var offered *tableOffer
	if len(o.written) == 0 && b.onlyColumns(o.label, s) && !profileLink.MatchString(words) {
		offered, _ = from.Once("options "+o.value+" "+words, offer).(*tableOffer)
	} else {
		offered, _ = offer().(*tableOffer)
	}
	o.codes = offered.codes
	o.all = b.inLanguages(o, offered, from, words)
	t := value.TextType
	t.Options, t.Titles = offered.options, value.Titles{offered.titles}
	if n.typ.Kind == value.Many {
		t = value.List(t)
	}
	n.typ = t
	n.scope.fields[n.name] = t
}

// tableOffer is what a whole table offers.
type tableOffer struct {
	all     []Choice
	codes   map[string]bool
	options []string
	titles  map[string]string
}

func (b *builder) offer(o *options, language int) *tableOffer {
	w := &walk{p: b.p, language: language, env: rule.Env{Frames: make([]rule.Frame, o.frame), Outer: map[string]value.Group{"param": b.p.params}}}
	all := o.choices(w)
	out := &tableOffer{all: all, codes: make(map[string]bool, len(all)), titles: make(map[string]string, len(all))}
	for _, c := range all {
		out.options = append(out.options, c.Value)
		out.titles[c.Value] = c.Label
		out.codes[c.Value] = true
	}
	return out
}

// inLanguages gives the options of a whole table in every language. Where a
// language says nothing of its own they are the Italian ones.
func (b *builder) inLanguages(o *options, italian *tableOffer, from *definitions.Table, words string) [][]Choice {
	all := [][]Choice{italian.all}
	for i, lang := range b.p.languages {
		parts := o.label.in[i]
		if parts != nil && !slices.ContainsFunc(parts, func(p textPart) bool { return p.source != nil }) {
			all = append(all, italian.all)
			continue
		}
		offer := func() any { return b.offerIn(o, i+1, italian) }
		var own *translatedOffer
		if !lettered(o.label.parts) {
			own, _ = from.Once("options "+o.value+" "+words+" "+lang, offer).(*translatedOffer)
		} else {
			own, _ = offer().(*translatedOffer)
		}
		all = append(all, own.all)
		b.p.options[i] = append(b.p.options[i], own.words)
	}
	return all
}

// translatedOffer is what a whole table offers in another language.
type translatedOffer struct {
	all   []Choice
	words map[string]string // by the Italian ones
}

func (b *builder) offerIn(o *options, language int, italian *tableOffer) *translatedOffer {
	out := &translatedOffer{all: b.offer(o, language).all, words: map[string]string{}}
	for i, c := range out.all {
		out.words[italian.all[i].Label] = c.Label
	}
	return out
}

// onlyColumns reports whether a text carries nothing but columns of the element.
func (b *builder) onlyColumns(t *text, s *scope) bool {
	return !slices.ContainsFunc(t.parts, func(p textPart) bool {
		return p.rule != nil && (len(b.answersOnly(p.rule.Reads, s)) > 0 || len(p.rule.Others) > 0)
	})
}

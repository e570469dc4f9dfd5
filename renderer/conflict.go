package renderer

import (
	"slices"

	"sportello/engine"
	"sportello/renderer/locale"
)

// Beside puts what another window stored on a page beside what was typed here,
// field by field where the two differ, and lists what the page as typed does
// not ask. A page on which the other window answered nothing has one version.
func (p *Page) Beside(typed, stored *engine.PageState) {
	p.Conflict = true
	if stored == nil {
		return
	}
	w := p.Words()
	here, there := answered(w, typed.Items, nil), answered(w, stored.Items, nil)
	if !slices.ContainsFunc(there, func(a heldAnswer) bool { return len(a.lines) > 0 }) {
		return
	}
	differ := map[string][]string{}
	for _, a := range there {
		i := slices.IndexFunc(here, func(h heldAnswer) bool { return h.path == a.path })
		switch {
		case i < 0 && len(a.lines) > 0:
			p.Elsewhere = append(p.Elsewhere, Line{Label: a.label, Text: a.lines})
		case i >= 0 && !slices.Equal(here[i].lines, a.lines):
			differ[a.path] = a.orMissing(w)
		}
	}
	setOther(p.Items, differ)
}

// heldAnswer is what one version of a page holds for a field, as text.
type heldAnswer struct {
	path, label string
	lines       []string
}

func (a heldAnswer) orMissing(w locale.Words) []string {
	if len(a.lines) == 0 {
		return []string{w.Text("missing", nil)}
	}
	return a.lines
}

// answered adds what the fields of items hold: what is not valid as it was typed.
func answered(w locale.Words, items []engine.ItemState, to []heldAnswer) []heldAnswer {
	for _, s := range items {
		if s.Kind == engine.FieldItem && s.Asks == "" && !s.Locked {
			lines := answerText(w, s)
			if lines == nil && first(s.Raw) != "" {
				lines = s.Raw
			}
			to = append(to, heldAnswer{path: s.Path, label: s.Label, lines: lines})
		}
		to = answered(w, s.Items, to)
	}
	return to
}

func setOther(items []Item, differ map[string][]string) {
	for i := range items {
		item := &items[i]
		if item.Other = differ[item.Name]; item.Other != nil {
			item.DescribedBy = describedBy(*item)
		}
		setOther(item.Items, differ)
	}
}

package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"sportello/definitions"
	"sportello/engine/value"
)

// Keep gives a profile with values kept in it: in the place of those with the
// same id, or as the latest of their group.
func Keep(profile map[string][]Kept, k Kept) map[string][]Kept {
	out := maps.Clone(profile)
	entries := slices.Clone(out[k.Group])
	group, _ := definitions.OnceOnlyGroup(k.Group)
	at := slices.IndexFunc(entries, func(e Kept) bool { return e.ID == k.ID || !group.Many })
	switch {
	case at >= 0:
		k.ID = entries[at].ID
		entries[at] = k
	default:
		if k.ID == "" {
			k.ID = entryName(len(entries))
		}
		entries = append([]Kept{k}, entries...)
	}
	out[k.Group] = entries
	return out
}

// entryName names the entries of a profile that nobody stores.
func entryName(i int) string { return "p" + strconv.Itoa(i+1) }

// ProfileFrom gives what a citizen's profile holds its types: by group, the
// answers of its block, or a list of such. Groups that the service does not ask
// for are left out.
func (p *Program) ProfileFrom(raw map[string]any) (map[string][]Kept, error) {
	out := map[string][]Kept{}
	for name, v := range raw {
		if _, known := definitions.OnceOnlyGroup(name); !known {
			return nil, fmt.Errorf("there is no group %s", name)
		}
		block := p.blockOf(name)
		if block == nil {
			continue
		}
		list, many := v.([]any)
		if !many {
			list = []any{v}
		}
		for i, one := range list {
			values, err := Literal(value.Type{Kind: value.Named, Fields: block.inner.fields}, one, p.zone)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			g, _ := values.(value.Group)
			out[name] = append(out[name], Kept{ID: entryName(i), Group: name, Values: appendGroup(nil, g)})
		}
	}
	return out, nil
}

// blockOf is a block of the service that is a group of the profile.
func (p *Program) blockOf(group string) *node {
	for _, path := range slices.Sorted(maps.Keys(p.placed)) {
		if n := p.placed[path]; n.once != nil && n.once.group.Name == group {
			return n
		}
	}
	return nil
}

// KeptItems gives kept values as items to be shown: all that is kept, whatever
// of it a service would ask now, with its words in a language. It is nil where the
// service has no block of their group.
func (p *Program) KeptItems(k Kept, language string) []ItemState {
	block := p.blockOf(k.Group)
	if block == nil {
		return nil
	}
	r := answerReader{program: p, b: string(k.Values)}
	g := r.group(block.inner.fields)
	if r.failed {
		return nil
	}
	w := &walk{p: p, language: p.languageAt(language)}
	return w.shownItems(block.items, g)
}

func (w *walk) shownItems(items []*node, g value.Group) []ItemState {
	var out []ItemState
	for _, n := range items {
		v := g[n.name]
		if v == nil || n.name == "" {
			continue
		}
		s := ItemState{Kind: n.kind, Type: n.typeName, Label: w.shownLabel(n)}
		switch v := v.(type) {
		case value.Group:
			s.Items = w.shownItems(n.items, v)
		case []any:
			if n.kind == ListItem {
				s.Items = w.shownRows(n, v)
				break
			}
			s.Value, s.Raw, s.Options = v, formatted(n, v), w.optionsShown(n, v...)
		default:
			s.Value, s.Raw, s.Options = v, formatted(n, v), w.optionsShown(n, v)
		}
		out = append(out, s)
	}
	return out
}

// shownLabel is what an item is called, without the answers that its label carries.
func (w *walk) shownLabel(n *node) string {
	switch {
	case w.language == 0:
		return w.p.labels[n.path]
	case n.label != nil && len(n.label.parts) == 1:
		return n.label.fill(w, false)
	}
	return w.say(n.title)
}

// shownRows are the rows that hold something; the applicant's own, which the
// identity says, may not.
func (w *walk) shownRows(n *node, rows []any) []ItemState {
	var out []ItemState
	for i, row := range rows {
		g, _ := row.(value.Group)
		if items := w.shownItems(n.items, g); len(items) > 0 {
			out = append(out, ItemState{Kind: RowItem, Text: w.shownLabel(n) + " " + strconv.Itoa(i+1), Items: items})
		}
	}
	return out
}

// optionsShown are the words of the options that were chosen.
func (w *walk) optionsShown(n *node, chosen ...any) []Choice {
	t := n.typ
	if t.Elem != nil {
		t = *t.Elem
	}
	var out []Choice
	for _, v := range chosen {
		if code, ok := v.(string); ok && n.options != nil {
			out = append(out, Choice{Value: code, Label: w.shownOption(n, code, t)})
		}
	}
	return out
}

// shownOption is what an option is called, also of one that is not offered any more.
func (w *walk) shownOption(n *node, code string, t value.Type) string {
	for _, o := range n.options.written {
		if w.language > 0 && o.code == code {
			return w.say(o.title)
		}
	}
	return orName(t.Titles.Of(code), code)
}

package renderer

import (
	"slices"
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// errorLinks makes the error summary. A problem that stands at a field of
// another page leads there.
func errorLinks(w locale.Words, a Address, page engine.PageState) []ErrorLink {
	var links []ErrorLink
	for _, p := range page.Problems {
		s, ok := find(page.Items, p.Field)
		s = worded(w, s)
		link := ErrorLink{Label: lead(labelIn(page.Items, p.Field, s.Label)), Text: problemText(w, p, s)}
		switch {
		case ok:
			link.URL = "#" + target(w, s)
		case p.Page != page.ID:
			link.URL = problemURL(a, p)
		}
		links = append(links, link)
	}
	return links
}

// labelIn says of a field in rows which row it is in: "Persona 2 – Nome".
func labelIn(items []engine.ItemState, path, label string) string {
	for _, s := range items {
		if s.Path == "" || !strings.HasPrefix(path, s.Path+".") {
			continue
		}
		label = labelIn(s.Items, path, label)
		if s.Kind == engine.RowItem && s.Text != "" {
			label = s.Text + " – " + label
		}
	}
	return label
}

// lead is a label before a text: with a colon, unless it has a mark of its own.
func lead(label string) string {
	if label == "" || strings.ContainsAny(label[len(label)-1:], "?!:.") {
		return label
	}
	return label + ":"
}

// problemURL is where the answer stands that a problem is about, if anywhere.
func problemURL(a Address, p engine.Problem) string {
	switch {
	case p.Page == "":
		return ""
	case p.Field == "":
		return a.page(p.Page)
	}
	return a.page(p.Page) + "#" + itemID(p.Field)
}

// target is the id that a link to a field leads to: its first input.
func target(w locale.Words, s engine.ItemState) string { return newItem(w, s, 3).Target }

// byField sorts the problems of a page by the field they stand at.
func byField(problems []engine.Problem) map[string][]engine.Problem {
	out := map[string][]engine.Problem{}
	for _, p := range problems {
		out[p.Field] = append(out[p.Field], p)
	}
	return out
}

// told gives the items with every problem of the page at its field, those of
// checks included. The engine's own states are left as they are.
func told(items []engine.ItemState, problems map[string][]engine.Problem) []engine.ItemState {
	if len(problems) == 0 {
		return items
	}
	out := slices.Clone(items)
	for i := range out {
		if at := problems[out[i].Path]; out[i].Path != "" && len(at) > 0 {
			out[i].Problems = at
		}
		out[i].Items = told(out[i].Items, problems)
	}
	return out
}

package renderer_test

import (
	"slices"
	"testing"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

// Both versions are shown: the other one beside what was typed, only where they
// differ, and what this page does not ask above.
func TestBothVersionsAreShown(t *testing.T) {
	field := func(path string, text string) engine.ItemState {
		s := engine.ItemState{Kind: engine.FieldItem, Path: path, Type: "text", Label: path}
		if text != "" {
			s.Raw, s.Value = []string{text}, text
		}
		return s
	}
	typed := engine.PageState{ID: "p", Items: []engine.ItemState{field("nome", "Marcantonio"), field("cognome", "Rossi"), field("via", "Larga")}}
	stored := engine.PageState{ID: "p", Items: []engine.ItemState{field("nome", "Marco"), field("cognome", "Rossi"), field("via", ""), field("ente", "INPS"), field("vuoto", "")}}
	page := renderer.NewPage(gallery.Frame("it"), renderer.Address{}, engine.Journey{}, typed, "1")
	page.Beside(&typed, &stored)
	for i, want := range [][]string{{"Marco"}, nil, {"Non indicato"}} {
		item := page.Items[i]
		if !slices.Equal(item.Other, want) || (want != nil) != (item.DescribedBy == item.ID+"-other") || item.Value != typed.Items[i].Raw[0] {
			t.Errorf("%s: the other window has %q, described by %q, shows %q", item.Name, item.Other, item.DescribedBy, item.Value)
		}
	}
	if len(page.Elsewhere) != 1 || page.Elsewhere[0].Text[0] != "INPS" {
		t.Errorf("elsewhere %v", page.Elsewhere)
	}

	empty := engine.PageState{ID: "p", Items: []engine.ItemState{field("nome", ""), field("via", "")}}
	page = renderer.NewPage(gallery.Frame("it"), renderer.Address{}, engine.Journey{}, typed, "1")
	page.Beside(&typed, &empty)
	if !page.Conflict || page.Items[0].Other != nil {
		t.Errorf("a page answered nowhere else shows %q", page.Items[0].Other)
	}
}

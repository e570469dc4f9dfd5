package engine_test

import (
	"testing"
	"testing/fstest"

	"sportello/engine"
)

// TestOptionsOfATableAreShared: thousands of options are not copied for each
// field, row and citizen.
func TestOptionsOfATableAreShared(t *testing.T) {
	p := program(t, fstest.MapFS{"service.yaml": {Data: []byte(`service: nascita
edition: "1"
title: Nascita
identity: { required: no }
data: { comuni: { use: comuni@2024 } }
contract:
  type: object
  properties:
    qui: { type: string, title: Comune }
pages:
  - page: uno
    title: Uno
    fields:
      - { field: qui, options: { from: data.comuni, label: "{nome} ({sigla})" } }
`)}})
	offered := func(d engine.Draft) engine.ItemState {
		page, _ := p.Page(d, clockAt(), "uno")
		return page.Items[0]
	}
	chosen, _, _ := p.Accept(engine.Draft{}, clockAt(), "uno", engine.Form{engine.ShownName: {"qui"}, "qui": {"G702"}})
	a, b := offered(engine.Draft{}), offered(chosen)
	if len(a.Options) < 9000 || &a.Options[0] != &b.Options[0] {
		t.Errorf("%d options, and %d others", len(a.Options), len(b.Options))
	}
	for _, o := range b.Options {
		if is := o.Value == "G702"; b.Chosen(o) != is || a.Chosen(o) {
			t.Errorf("%s: %v and %v", o.Label, a.Chosen(o), b.Chosen(o))
		}
	}
}

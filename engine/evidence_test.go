package engine_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sportello/engine"
	"sportello/engine/value"
)

const decided = `
service: prova
edition: "1"
title: Prova
identity: { required: no }
facts:
  isee: { title: ISEE, type: money, source: INPS, silent: si scrive a mano }
  morosita: { type: yesno, source: tributi, silent: si prende per regolare, default: no }
contract:
  type: object
  properties:
    nucleo:
      type: array
      title: Nucleo
      maxItems: 5
      items: { type: object, required: [nome], properties: { nome: { type: string, title: Nome }, anni: { type: integer, title: Anni } } }
pages:
  - page: p
    title: P
    fields: [ { list: nucleo, row: "{nome|}", fields: [ { field: nome }, { field: anni } ] } ]
scores:
  title: Punti
  parts:
    - { id: minore, title: "{nome} è minorenne", each: nucleo, when: anni < 18, amount: "2", rule: P-1 }
    - { id: isee, title: ISEE basso, when: fact.isee < 9000 and not fact.morosita, amount: "fact.isee < 5000 ? 4 : 2" }
`

// What was decided when the application was sent is stored with its rule, the
// answers that it used, and the facts with their sources.
func TestWhatWasDecidedIsStoredWithItsReasons(t *testing.T) {
	p := program(t, fstest.MapFS{"service.yaml": {Data: []byte(decided)}})
	isee, _ := value.ParseNumber("4999.99")
	o := clockAt()
	o.Facts = value.Group{"isee": isee}
	form := engine.Form{engine.ShownName: {"nucleo nucleo.0.nome nucleo.0.anni nucleo.1.nome nucleo.1.anni"},
		"nucleo.0._id": {"r1"}, "nucleo.0.nome": {"Leo"}, "nucleo.0.anni": {"15"},
		"nucleo.1._id": {"r2"}, "nucleo.1.nome": {"Ada"}, "nucleo.1.anni": {"20"}}
	d, _, _ := p.Accept(engine.Draft{}, o, "p", form)
	r, problems := p.Complete(d, o)
	if r == nil {
		t.Fatal(problems)
	}
	want := []engine.PartState{
		{ID: "minore", Title: "Leo è minorenne", Rule: "P-1", Amount: value.Int(2), Row: "r1",
			Used: []engine.Used{{Label: "Anni", Path: "nucleo[].anni", Words: "15"}}},
		{ID: "isee", Title: "ISEE basso", Amount: value.Int(4),
			Used: []engine.Used{{Label: "ISEE", Path: "fact.isee", Words: "4999.99 (INPS)"}, {Label: "fact.morosita", Path: "fact.morosita", Words: "no (si prende per regolare)"}}},
	}
	if diff := cmp.Diff(want, r.Scores.Parts); diff != "" {
		t.Error(diff)
	}
	var facts map[string]map[string]any
	if err := json.Unmarshal(r.Facts, &facts); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]map[string]any{
		"isee":     {"value": 4999.99, "source": "INPS"},
		"morosita": {"value": false, "silent": "si prende per regolare"},
	}, facts); diff != "" {
		t.Error(diff)
	}
}

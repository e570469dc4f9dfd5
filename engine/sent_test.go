package engine_test

import (
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
)

const listService = `
service: figli
edition: "1"
title: Figli
identity: { required: no }
contract:
  type: object
  required: [nome, promessa]
  properties:
    nome: { type: string, title: Nome }
    figli: { type: array, title: Figli, maxItems: 9, items: { type: object, properties: { eta: { type: integer, title: Età } } } }
    promessa: { type: boolean, title: Lo prometto }
pages:
  - page: chi
    title: Chi
    fields: [ { field: nome } ]
  - page: figli
    title: Figli
    fields: [ { list: figli, row: "Figlio {index}", fields: [ { field: eta } ] } ]
  - page: fine
    title: Fine
    fields: [ { field: promessa, as: declaration } ]
`

// What was sent is read to its end, also behind a list that was left empty: of it
// the answers hold nothing.
func TestSentIsReadToItsEnd(t *testing.T) {
	loaded, faults := definitions.ReadService(fstest.MapFS{"service.yaml": {Data: []byte(listService)}}, nil)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	p, faults := engine.Compile(loaded, pisa(t), nil)
	if p == nil {
		t.Fatal(faults)
	}
	sent := engine.Draft{Sent: true, Answers: value.Group{"nome": "Ada", "promessa": true}}
	journey := p.Pages(sent, engine.Outside{Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)})
	if len(journey.Pages) != 3 || !journey.Complete {
		t.Errorf("%d pages, to the end: %v", len(journey.Pages), journey.Complete)
	}
}

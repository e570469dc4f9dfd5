package submission_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/submission"
)

// tessera is a small service, as an author writes it.
const tessera = `
service: tessera
edition: "1"
title: Chiedere la tessera
identity: { required: no }
parameters:
  posti: { title: Posti, type: integer, default: 10, live: yes }
facts:
  pronta: { title: data in cui è pronta, type: date, silent: non è pronta }
contract:
  type: object
  required: [nome, modo]
  properties:
    nome: { type: string, title: Nome, maxLength: 80 }
    modo:
      type: string
      title: Come la ritiri?
      oneOf: [ { const: sede, title: Alla biblioteca }, { const: posta, title: Per posta } ]
    via: { type: string, title: Via, maxLength: 80 }
pages:
  - page: dati
    title: I tuoi dati
    fields:
      - { field: nome, default: identity.nome }
  - page: ritiro
    title: Ritiro
    fields:
      - field: modo
      - { field: via, when: modo == "posta", required: yes }
      - { attachment: documento, label: Documento, max: 2 }
fees:
  title: Costi
  parts:
    - { id: spedizione, title: Spedizione, when: modo == "posta", amount: "4.50" }
deadlines:
  - { id: fine, title: Pronta entro, date: "add_days(submission.date, 10)", text: "Entro il {deadline.fine}" }
states:
  - { state: inviata, title: Inviata }
`

func compiled(t *testing.T) *engine.Program {
	t.Helper()
	loaded, faults := definitions.ReadService(fstest.MapFS{"service.yaml": {Data: []byte(tessera)}}, nil)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	profile, faults := definitions.ReadProfile("profile.yaml", []byte("name: Pisa\ntitle: Comune di Pisa\nistat: \"050026\"\n"))
	program, more := engine.Compile(loaded, profile, nil)
	if program == nil {
		t.Fatal(faults, more)
	}
	return program
}

// TestWithTheEngine goes from the first page to the receipt of a real service,
// by way of an answer that is typed, taken back and gone at the end.
func TestWithTheEngine(t *testing.T) {
	program := compiled(t)
	c := newCounter(t)
	must(t, c.store.Publish(ctx, submission.Edition{
		Hash: program.Edition(), Service: "tessera", Label: "real", Created: anna.SignedIn,
	}))
	c = c.with(func(p *submission.Ports) {
		p.Catalogue = submission.NewShelf([]submission.Program{program})
		p.Show = func(language string) func(value.Value, value.Type) string {
			return func(v value.Value, _ value.Type) string { return fmt.Sprint(language, " ", v) }
		}
	})

	turn := c.start(t, anna)
	id := turn.Draft.ID
	page, err := c.Page(ctx, anna, id, "dati")
	must(t, err)
	same(t, page.Page.Items[0].Raw[0], "Segreta") // as the identity provider says
	turn = c.answer(t, turn, "dati", engine.Form{"nome": {"Anna"}, engine.ShownName: {"nome"}})
	file, err := c.Attach(ctx, anna, id, "carta.pdf", strings.NewReader(pdf))
	must(t, err)
	turn, err = c.Answer(ctx, anna, id, submission.Post{Page: "ritiro", Revision: turn.Draft.Revision,
		Form: engine.Form{"modo": {"posta"}, "documento": {file.ID}, engine.ShownName: {"modo documento"}}})
	must(t, err)
	same(t, turn.Accepted(), false) // "via" has come up

	shown := engine.Form{"modo": {"posta"}, "via": {"Via Segreta 1"}, "documento": {file.ID}, engine.ShownName: {"modo via documento"}}
	turn = c.answer(t, turn, "ritiro", shown)
	same(t, turn.Journey.Fees.Total.String(), "4.5")
	shown["modo"] = []string{"sede"}
	turn = c.answer(t, turn, "ritiro", shown)

	outcome, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
	must(t, err)
	s := outcome.Sent
	if s == nil {
		t.Fatalf("%+v", outcome)
	}
	must(t, program.Validate(s.Answers))
	same(t, strings.Contains(string(s.Answers), "Segreta"), false)
	same(t, len(s.Files), 1)
	same(t, s.Files[0], file)
	same(t, string(s.Live), `{"posti":3}`) // as it is now, not as in the edition

	receipt, err := c.Receipt(ctx, anna, s.Reference)
	must(t, err)
	same(t, receipt.Standing.State.ID, "inviata")
	// It was sent on the first of January in Rome.
	same(t, receipt.Standing.Deadlines[0].Text, `Entro il it 2027\-01\-11`)
	same(t, receipt.Standing.Deadlines[0].At.(value.Date), value.Date{Year: 2027, Month: 1, Day: 11})
	same(t, receipt.Record.Now.Format(time.DateOnly), "2027-01-01")
}

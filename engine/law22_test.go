package engine_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/engine/value"
)

const branches = `
parameters:
  chiusura: { title: chiusura, type: instant, default: 2026-05-09T12:00:00, live: yes }
window: { closes: param.chiusura, closed: Chiuso. }
contract:
  type: object
  required: [tipo, stanze]
  properties:
    tipo: { type: string, title: Tipo, enum: [casa, auto] }
    stanze: { type: integer, title: Stanze }
    proposta: { type: string, title: Proposta, maxLength: 20 }
    nota: { type: string, title: Nota, maxLength: 60 }
pages:
  - page: tipo
    title: Tipo
    fields: [ { field: tipo } ]
  - page: casa
    title: Casa
    when: tipo == "casa"
    fields:
      - field: stanze
      - { field: proposta, default: '"x"' }
      - { attachment: pianta, label: Pianta }
  - page: nota
    title: Nota
    fields:
      - field: nota
      - { content: "Hai scritto {nota|niente}" }
  - page: fine
    title: Fine
    fields: [ { content: "**Nota**: {nota|niente}" } ]
`

func TestAnswersOffThePathComeBackAndAreNotSent(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=casa")
	d.accept("casa", "stanze=4", "proposta=x")
	d.accept("nota", "nota=ciao")
	d.accept("fine")
	d.accept("tipo", "tipo=auto")
	record, problems := d.program.Complete(d.draft, d.outside)
	if problems != nil {
		t.Fatal(problems)
	}
	var sent map[string]any
	if err := json.Unmarshal(record.Answers, &sent); err != nil {
		t.Fatal(err)
	}
	if _, there := sent["stanze"]; there || len(record.Origins) != 0 {
		t.Error("sent are", sent, record.Origins)
	}
	d.accept("tipo", "tipo=casa")
	is(t, "stanze", d.answers()["stanze"], "4")
	if d.ends() != "" {
		t.Error("the path ends at", d.ends())
	}
}

func TestPageTypedAndNotAcceptedHoldsTheSendingUp(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=auto")
	d.accept("nota", "nota=ciao")
	d.accept("fine")
	d.edit("nota", "", "nota=altro")
	if _, problems := d.program.Complete(d.draft, d.outside); len(problems) != 1 || problems[0].Page != "nota" {
		t.Error("what was typed and not sent would be lost", problems)
	}
}

func TestWindowIsJudgedAgainWhenSending(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=auto")
	d.accept("nota", "nota=ciao")
	d.accept("fine")
	d.outside.Now = time.Date(2026, 5, 9, 12, 0, 1, 0, d.program.Zone())
	if record, problems := d.program.Complete(d.draft, d.outside); record != nil || len(problems) != 1 || problems[0].Code != "stop" {
		t.Error(record, problems)
	}
	d.outside.Live = value.Group{"chiusura": d.outside.Now}
	record, problems := d.program.Complete(d.draft, d.outside)
	if record == nil {
		t.Fatal("the live value was moved", problems)
	}
	if !strings.Contains(string(record.Live), "2026-05-09T12:00:01") {
		t.Error("the live value used is not stored:", string(record.Live))
	}
}

func TestAnswersInMarkdownStayWords(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=auto")
	d.accept("nota", "nota=**forte** [x](http://y.it) <b>\n# titolo")
	got := d.page("fine").Items[0].Text
	want := `**Nota**: \*\*forte\*\* \[x\]\(http\:\/\/y\.it\) \<b\> \# titolo`
	if got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
	d.accept("nota", "nota=")
	if got := d.page("fine").Items[0].Text; got != "**Nota**: niente" {
		t.Error(got)
	}
}

func TestOutlineShowsWhatTheAnswersOpen(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=casa")
	var ids []string
	for _, step := range d.program.Walk(d.draft, d.outside).Outline {
		ids = append(ids, step.ID)
	}
	if !slices.Equal(ids, []string{"tipo", "casa", "nota", "fine"}) {
		t.Error(ids)
	}
	if s, _ := d.program.Page(d.draft, d.outside, "nota"); s != nil {
		t.Error("a page beyond the first gap can be opened")
	}
}

func TestStoredAnswersOutsideTheContractAreAProblemOfTheirField(t *testing.T) {
	d := sit(t, branches)
	d.accept("tipo", "tipo=auto")
	d.accept("nota", "nota=ciao")
	d.accept("fine")
	d.draft.Answers["nota"] = strings.Repeat("x", 61) // as from an edition that allowed it
	_, problems := d.program.Complete(d.draft, d.outside)
	if got := problemCodes(problems); !slices.Equal(got, []string{"nota: too_long"}) {
		t.Error(got)
	}
}

package engine_test

import (
	"slices"
	"testing"

	"sportello/engine"
)

const waiting = `
contract:
  type: object
  required: [tipo]
  properties:
    tipo: { type: string, title: Tipo, enum: [a, b] }
    motivo: { type: string, title: Motivo, maxLength: 20 }
    posti:
      type: object
      title: Posti
      required: [uno]
      properties:
        uno: { type: integer, title: Uno }
        due: { type: integer, title: Due }
    nota: { type: string, title: Nota, maxLength: 20 }
pages:
  - page: p
    title: P
    fields:
      - field: tipo
      - { field: motivo, when: tipo != "a" }
      - { content: "Hai scelto {tipo|niente}." }
      - group: posti
        fields: [ { field: uno }, { field: due } ]
      - { compute: ci_sono, value: answered(posti) }
      - { field: nota, when: not ci_sono }
`

func TestRulesWaitBeforeAnythingIsPosted(t *testing.T) {
	d := sit(t, waiting)
	s := d.page("p")
	for _, away := range []string{"motivo", "ci_sono", "nota"} {
		if item(s.Items, away) != nil {
			t.Errorf("%s is shown though its rule waits", away)
		}
	}
	speaks := func(i engine.ItemState) bool { return i.Kind == engine.ContentItem }
	if slices.ContainsFunc(s.Items, speaks) || len(s.Problems) > 0 {
		t.Errorf("a page that is only looked at says nothing: %v", s.Problems)
	}
	if !slices.Equal(s.Shown, []string{"tipo", "posti.uno", "posti.due"}) {
		t.Error("shown are", s.Shown)
	}
}

func TestOptionalBlankBecomesUnansweredWhenPosted(t *testing.T) {
	d := sit(t, waiting)
	d.post("p", "tipo=b", "posti.uno=1")
	s := d.page("p")
	if item(s.Items, "motivo") == nil || item(s.Items, "nota") != nil {
		t.Fatal("with its sources given a rule waits no more")
	}
	d.accept("p", "tipo=b", "posti.uno=1")
	if _, known := d.draft.Answers["motivo"]; !known {
		t.Error("left empty is known to be unanswered")
	}
	is(t, "motivo", d.answers()["motivo"], "")
	is(t, "ci_sono", d.answers()["ci_sono"], "yes")
}

const pinned = `
contract:
  type: object
  required: [a]
  properties:
    a: { type: integer, title: A }
    b: { type: integer, title: B }
    c: { type: string, title: C, enum: [x, y, z] }
facts:
  limite: { title: limite, type: integer, silent: nessun limite }
pages:
  - page: uno
    title: Uno
    fields: [ { field: a } ]
  - page: due
    title: Due
    fields:
      - { field: b, max: fact.limite }
      - { field: c, options: { when: { z: a > 5 } } }
  - page: tre
    title: Tre
    fields: [ { content: Fine. } ]
checks:
  - { id: troppi, when: a + b > fact.limite, stop: Sono troppi. }
`

func TestAcceptedAnswersAreJudgedAgainEachTime(t *testing.T) {
	d := sit(t, pinned)
	d.accept("uno", "a=6")
	d.accept("due", "b=3", "c=z")
	if d.ends() != "" {
		t.Fatal("the path ends at", d.ends())
	}
	d.outside.Facts = map[string]any{"limite": number(t, "8")}
	if s := d.page("due"); len(s.Stops) != 1 || d.ends() != "due" {
		t.Error("a fact changed, and the page before stops", s.Stops, d.ends())
	}
	d.outside.Facts = map[string]any{"limite": number(t, "2")}
	if got := problemCodes(d.page("due").Problems); !slices.Equal(got, []string{"b: max"}) {
		t.Error(got)
	}
	d.outside.Facts = nil
	d.accept("uno", "a=5")
	if got := problemCodes(d.page("due").Problems); !slices.Equal(got, []string{"c: option"}) {
		t.Error("an option that is offered no more", got)
	}
	d.accept("uno", "a=6")
	if d.ends() != "" {
		t.Error("what was chosen is still there when it is offered again", d.ends())
	}
}

func TestStopKeepsWhatWasAnswered(t *testing.T) {
	d := sit(t, pinned)
	d.outside.Facts = map[string]any{"limite": number(t, "7")}
	d.accept("uno", "a=6")
	s := d.post("due", "b=4", "c=z")
	if s.Done || len(s.Stops) != 1 || len(s.Problems) != 0 {
		t.Fatal(s.Done, s.Stops, s.Problems)
	}
	is(t, "b", d.draft.Answers["b"], "4")
	if len(d.draft.Typed) != 0 {
		t.Error("the page was accepted", d.draft.Typed)
	}
}

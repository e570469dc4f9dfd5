package engine_test

import (
	"slices"
	"testing"

	"sportello/engine"
	"sportello/engine/value"
)

const proposals = `
facts:
  scelte: { title: scelte, type: choices, options: [a, b, c], silent: nessuna }
  cf: { title: codice fiscale, type: text, silent: si scrive }
contract:
  type: object
  required: [base, luogo]
  properties:
    base: { type: integer, title: Base }
    luogo: { type: string, title: Luogo, maxLength: 5 }
    doppio: { type: integer, title: Doppio, maximum: 50 }
    molti: { type: array, title: Molti, maxItems: 3, items: { type: string, enum: [a, b, c] } }
    codice: { type: string, title: Codice, maxLength: 4 }
    copia: { type: string, title: Copia, maxLength: 20 }
pages:
  - page: uno
    title: Uno
    fields:
      - field: base
      - field: luogo
      - { field: copia, default: luogo }
  - page: due
    title: Due
    fields:
      - { field: doppio, default: base * 2 }
      - { field: molti, default: fact.scelte }
      - { field: codice, default: fact.cf, locked: answered(fact.cf) }
`

func TestProposalFollowsUntilAnotherIsGiven(t *testing.T) {
	d := sit(t, proposals)
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	if raw := item(d.page("due").Items, "doppio").Raw; !slices.Equal(raw, []string{"6"}) {
		t.Fatalf("proposed is %q", raw)
	}
	if d.ends() != "due" {
		t.Error("a proposal is no answer before its page is accepted")
	}
	d.accept("due", "doppio=6")
	d.accept("uno", "base=4", "luogo=Pisa", "copia=Pisa")
	is(t, "doppio", d.answers()["doppio"], "8")
	d.accept("due", "doppio=9")
	d.accept("uno", "base=5", "luogo=Pisa", "copia=Pisa")
	is(t, "doppio", d.answers()["doppio"], "9")
	if o := d.draft.Origins["doppio"]; o != engine.Overridden {
		t.Error("doppio is", o)
	}
}

func TestProposalLeftAsItWasFollowsOnItsOwnPage(t *testing.T) {
	d := sit(t, proposals)
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	d.accept("uno", "base=3", "luogo=Lucca", "copia=Pisa")
	is(t, "copia", d.answers()["copia"], "Lucca")
	d.accept("uno", "base=3", "luogo=Lucca", "copia=Prato")
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Prato")
	is(t, "copia", d.answers()["copia"], "Prato")
}

func TestFollowedAndLockedValuesKeepToTheContract(t *testing.T) {
	d := sit(t, proposals)
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	d.accept("due", "doppio=6")
	d.accept("uno", "base=30", "luogo=Pisa", "copia=Pisa")
	if got := problemCodes(d.page("due").Problems); !slices.Equal(got, []string{"doppio: max"}) || d.ends() != "due" {
		t.Error("a value that follows beyond its limits", got, d.ends())
	}
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	d.outside.Facts = value.Group{"cf": "troppo lungo"}
	if got := problemCodes(d.page("due").Problems); !slices.Equal(got, []string{"codice: too_long"}) {
		t.Error("a locked value beyond its limits", got)
	}
}

func TestLockedIsNeverTakenFromThePost(t *testing.T) {
	d := sit(t, proposals)
	d.outside.Facts = value.Group{"cf": "AAAA"}
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	d.accept("due", "doppio=6", "codice=BBBB")
	is(t, "codice", d.answers()["codice"], "AAAA")
	if d.draft.Answers["codice"] == "BBBB" {
		t.Error("what was posted is in the draft")
	}
	d.outside.Facts = value.Group{"cf": "CCCC"}
	is(t, "codice", d.answers()["codice"], "CCCC")
}

func TestProposedChoicesFollow(t *testing.T) {
	d := sit(t, proposals)
	d.outside.Facts = value.Group{"scelte": []any{"a", "b"}}
	d.accept("uno", "base=3", "luogo=Pisa", "copia=Pisa")
	d.accept("due", "doppio=6", "molti=a", "molti=b")
	if o := d.draft.Origins["molti"]; o != engine.Followed {
		t.Fatal("molti is", o)
	}
	d.outside.Facts = value.Group{"scelte": []any{"c"}}
	if molti, _ := d.answers()["molti"].([]any); !slices.Equal(molti, []any{"c"}) {
		t.Error("molti is", molti)
	}
}

func TestComputedIsNeverTakenFromThePost(t *testing.T) {
	d := sit(t, `
contract:
  type: object
  required: [a]
  properties: { a: { type: integer, title: A } }
pages:
  - page: p
    title: P
    fields:
      - field: a
      - { compute: doppio, value: a * 2 }
`)
	d.accept("p", "a=2", "doppio=99", "_shown=a doppio")
	is(t, "doppio", d.answers()["doppio"], "4")
	if _, kept := d.draft.Answers["doppio"]; kept {
		t.Error("a computed value is in the draft")
	}
}

func TestProposalThatComesUpOnThePageIsSeenFirst(t *testing.T) {
	d := sit(t, proposals)
	s := d.post("uno", "base=3", "luogo=Pisa", "copia=")
	if s.Done || !s.Opened || len(s.Problems) != 0 {
		t.Fatal("the page comes back, and nothing is wrong", s.Done, s.Opened, s.Problems)
	}
	if raw := item(d.page("uno").Items, "copia").Raw; !slices.Equal(raw, []string{"Pisa"}) {
		t.Fatalf("proposed is %q", raw)
	}
	d.accept("uno", "base=3", "luogo=Pisa", "copia=")
	is(t, "copia, left empty again", d.answers()["copia"], "")
	if o := d.draft.Origins["copia"]; o != engine.Overridden {
		t.Error("copia is", o)
	}
}

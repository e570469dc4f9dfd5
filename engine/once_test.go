package engine_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
)

// onceOnly asks for three groups of the citizen's profile, and once about
// somebody else.
const onceOnly = `
facts:
  comune: { title: comune, type: text, silent: si sceglie, source: anagrafe }
contract:
  type: object
  required: [abitazione, auto, altra, attestazione]
  properties:
    abitazione: { $ref: indirizzo@1, title: Residenza }
    attestazione: { $ref: isee@1, title: ISEE }
    auto: { $ref: veicolo@1, title: Il tuo veicolo }
    altra: { $ref: veicolo@1, title: Il veicolo di un altro }
roles: { residence: abitazione }
pages:
  - page: casa
    title: Casa
    fields:
      - { block: abitazione, with: { solo_italia: yes, comune: fact.comune, comune_fisso: yes } }
  - page: isee
    title: ISEE
    fields: [ { block: attestazione } ]
  - page: auto
    title: Auto
    fields: [ { block: auto }, { block: altra, profile: no } ]
`

// known makes somebody who has a profile.
func (d *desk) known(group string, entries ...string) {
	if d.outside.Profile == nil {
		d.outside.Profile = map[string][]engine.Kept{}
	}
	d.outside.Profile[group] = nil
	for i, values := range entries {
		d.outside.Profile[group] = append(d.outside.Profile[group], engine.Kept{
			ID: "k" + string(rune('1'+i)), Group: group, Values: json.RawMessage(values),
			Service: "Altro servizio", At: time.Date(2026, 1, 12, 9, 0, 0, 0, time.UTC),
		})
	}
}

// asShown makes a form of a page just as it is shown.
func (d *desk) asShown(page string, pairs ...string) engine.Form {
	d.t.Helper()
	f := d.form(page, pairs...)
	var fill func([]engine.ItemState)
	fill = func(items []engine.ItemState) {
		for _, i := range items {
			if _, given := f[i.Path]; !given && len(i.Raw) > 0 && !i.Locked {
				f[i.Path] = i.Raw
			}
			fill(i.Items)
		}
	}
	fill(d.page(page).Items)
	return f
}

const (
	via    = `{"estero":false,"comune":"050026","cap":"56125","toponimo":"via","denominazione":"Gramsci","civico":"12"}`
	isee   = `{"presente":"dsu","protocollo":"INPS-ISEE-2026-00000025W-00"}`
	panda  = `{"tipo":"auto","modello":"Fiat Panda","targa":"AB123CD"}`
	vespa  = `{"tipo":"moto","modello":"Vespa","targa":"AB12345"}`
	altrui = "altra.tipo=auto altra.modello=Tipo altra.targa=EF456GH"
)

func TestNothingIsAskedAboutAProfileThatNobodyHas(t *testing.T) {
	d := sit(t, onceOnly)
	for _, path := range d.page("casa").Shown {
		if strings.Contains(path, "._") {
			t.Error(path, "is asked")
		}
	}
}

func TestWhatIsKnownIsShownAtOnceAndGivenWhenThePageIsSent(t *testing.T) {
	d := sit(t, onceOnly)
	d.known("residenza", via)
	d.known("isee", isee)
	page := d.page("casa")
	if civico := item(page.Items, "abitazione.civico"); civico == nil || !slices.Equal(civico.Raw, []string{"12"}) {
		t.Fatal("civico is not proposed:", civico)
	}
	if slices.Contains(page.Shown, "abitazione._keep") {
		t.Error("what is known already need not be kept")
	}
	if g := item(page.Items, "abitazione"); g.Known == nil || g.Known.Service != "Altro servizio" {
		t.Error("the source is", g.Known)
	}
	if d.ends() != "casa" {
		t.Error("nobody has seen the page, and the path goes on to", d.ends())
	}
	state := d.send("casa", d.asShown("casa"))
	if !state.Done || len(state.Kept) > 0 {
		t.Fatal(problemCodes(state.Problems), state.Kept)
	}
	// What depends on a proposal stands beside it.
	protocollo := item(d.page("isee").Items, "attestazione.protocollo")
	if protocollo == nil || len(protocollo.Raw) == 0 {
		t.Error("the number is not proposed with what it depends on")
	}
}

func TestWhoGivesSomethingElseSaysWhetherToKeepIt(t *testing.T) {
	d := sit(t, onceOnly)
	d.known("residenza", via)
	state := d.send("casa", d.asShown("casa", "abitazione.civico=14"))
	if state.Done || !state.Opened || len(state.Problems) > 0 || !slices.Contains(state.Shown, "abitazione._keep") {
		t.Fatal("the question has not come up:", state.Done, state.Opened, problemCodes(state.Problems))
	}
	if got := problemCodes(d.send("casa", d.asShown("casa")).Problems); !slices.Equal(got, []string{"abitazione._keep: required"}) {
		t.Error("left open:", got)
	}
	state = d.send("casa", d.asShown("casa", "abitazione._keep=once"))
	if !state.Done || len(state.Kept) > 0 {
		t.Error("once only:", state.Done, state.Kept)
	}
	state = d.send("casa", d.asShown("casa", "abitazione._keep=profile"))
	want := strings.Replace(via, `"12"`, `"14"`, 1)
	if len(state.Kept) != 1 || state.Kept[0].Group != "residenza" || !equalJSON(t, state.Kept[0].Values, want) {
		t.Errorf("kept %+v", state.Kept)
	}
}

func TestWhatIsDeletedFromTheProfileStaysInTheApplication(t *testing.T) {
	d := sit(t, onceOnly)
	d.known("residenza", via)
	d.send("casa", d.asShown("casa"))
	d.known("residenza")
	if d.ends() != "isee" || !d.page("casa").Done {
		t.Error("an accepted page was closed again")
	}
	is(t, "civico", d.answers()["abitazione"].(value.Group)["civico"], "12")
}

func TestOneOfSeveralIsChosenOrAnotherAdded(t *testing.T) {
	d := sit(t, onceOnly)
	d.known("residenza", via)
	d.known("isee", isee)
	d.known("veicolo", panda, vespa)
	d.send("casa", d.asShown("casa"))
	d.send("isee", d.asShown("isee"))
	page := d.page("auto")
	if targa := item(page.Items, "auto.targa"); targa == nil || !targa.Locked || targa.Value != "AB123CD" {
		t.Fatal("the first one is not shown:", targa)
	}
	if item(page.Items, "altra._entry") != nil || item(page.Items, "altra.targa").Locked {
		t.Error("somebody else's vehicle is none of one's own")
	}
	theirs := strings.Fields(altrui)
	state := d.send("auto", d.asShown("auto", append(theirs, "auto._entry=k2")...))
	if !state.Done {
		t.Fatal(problemCodes(state.Problems), state.Shown)
	}
	is(t, "targa", d.answers()["auto"].(value.Group)["targa"], "AB12345")

	state = d.send("auto", d.asShown("auto", "auto._entry=new"))
	if state.Done || !state.Opened || !slices.Contains(state.Shown, "auto.targa") {
		t.Fatal("another one is not asked for", state.Opened, problemCodes(state.Problems))
	}
	if raw := item(d.page("auto").Items, "auto.targa").Raw; len(raw) > 0 {
		t.Error("it begins with the plate of another:", raw)
	}
	state = d.send("auto", d.asShown("auto", "auto.tipo=auto", "auto.modello=Polo", "auto.targa=GH789JK", "auto._keep=profile"))
	if !state.Done {
		state = d.send("auto", d.asShown("auto", "auto._keep=profile"))
	}
	if !state.Done || len(state.Kept) != 1 || state.Kept[0].ID != "" || !strings.Contains(string(state.Kept[0].Values), "GH789JK") {
		t.Fatalf("%v %v %+v", state.Done, problemCodes(state.Problems), state.Kept)
	}

	record, problems := d.program.Complete(d.draft, d.outside)
	if record == nil || strings.Contains(string(record.Answers), "_keep") || strings.Contains(string(record.Answers), "_entry") {
		t.Error("sent:", problems, record)
	}
	content, err := d.program.EncodeDraft(d.draft)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.program.DecodeDraft(content)
	if err != nil || again.Chosen["auto._entry"] != engine.EntryNew || again.Chosen["auto._keep"] != engine.KeepInProfile {
		t.Error("what was chosen is forgotten:", again.Chosen, err)
	}
}

func TestLockedFieldsSayWhoSaysSo(t *testing.T) {
	d := sit(t, onceOnly)
	d.outside.Facts = value.Group{"comune": "050026"}
	if comune := item(d.page("casa").Items, "abitazione.comune"); !comune.Locked || comune.Certified != "anagrafe" {
		t.Errorf("%v, %q", comune.Locked, comune.Certified)
	}
}

func equalJSON(t *testing.T, a []byte, b string) bool {
	t.Helper()
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		t.Fatal("no JSON", string(a))
	}
	one, _ := json.Marshal(x)
	other, _ := json.Marshal(y)
	return string(one) == string(other)
}

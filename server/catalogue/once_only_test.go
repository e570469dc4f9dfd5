package catalogue_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/catalogue"
)

// What a citizen keeps can be corrected in every group, in Italian and in the
// languages that the library speaks.
func TestEveryGroupCanBeCorrected(t *testing.T) {
	for _, g := range definitions.OnceOnlyGroups() {
		svc, err := catalogue.Sources{}.OnceOnly(g.Name)
		if err != nil {
			t.Fatal(err)
		}
		if svc == nil || svc.Program == nil {
			t.Errorf("%s: no program: %+v", g.Name, svc)
			continue
		}
		if len(svc.Faults) > 0 {
			t.Errorf("%s: %v", g.Name, svc.Faults)
		}
		if len(svc.Program.OnceOnly()) != 1 || svc.Program.OnceOnly()[0] != g.Name {
			t.Errorf("%s: the program asks for %v", g.Name, svc.Program.OnceOnly())
		}
	}
}

// corrector is the program of a group, and what surrounds Marco on a day.
func corrector(t *testing.T, group string) (*engine.Program, engine.Outside) {
	t.Helper()
	svc, err := catalogue.Sources{}.OnceOnly(group)
	if err != nil {
		t.Fatal(err)
	}
	born, _ := value.ParseDate("1983-07-04")
	return svc.Program, engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), Identity: value.Group{
		"cognome": "Rossi", "nome": "Marco", "codice_fiscale": "RSSMRC83L04G702T", "data_nascita": born, "sesso": "M", "luogo_nascita": "G702",
	}}
}

// item finds what stands on a page under a path.
func item(items []engine.ItemState, path string) *engine.ItemState {
	for i := range items {
		if items[i].Path == path {
			return &items[i]
		}
		if found := item(items[i].Items, path); found != nil {
			return found
		}
	}
	return nil
}

// What the identity says is shown with its source, and is neither posted nor kept.
func TestCertifiedValuesAreNotCorrected(t *testing.T) {
	p, o := corrector(t, "persona")
	k := engine.Kept{ID: "persona", Group: "persona", Values: json.RawMessage(`{"cittadinanza":["IT"]}`)}
	page := p.Correct(k, o, nil, "")
	code := item(page.Items, "persona.codice_fiscale")
	if code == nil || !code.Locked || code.Certified != engine.FromIdentity || code.Value != "RSSMRC83L04G702T" {
		t.Errorf("the tax code: %+v", code)
	}
	posted := engine.Form{engine.ShownName: {strings.Join(page.Shown, " ")}, "persona.codice_fiscale": {"VRDLGU80A01H501U"}, "persona.cittadinanza": {"FR"}}
	for _, name := range []string{"comune_nascita", "nato_in", "sesso"} {
		if it := item(page.Items, "persona."+name); it != nil && !it.Locked {
			posted["persona."+name] = it.Raw
		}
	}
	page = p.Corrected(k, o, posted)
	if !page.Done || len(page.Kept) != 1 {
		t.Fatalf("not accepted: %+v", page.Problems)
	}
	if kept := string(page.Kept[0].Values); !strings.Contains(kept, "FR") || strings.Contains(kept, "VRDLGU") || strings.Contains(kept, "RSSMRC") {
		t.Errorf("kept %s", kept)
	}
}

// The rows of a household are corrected, added and taken away; who signed in is the
// first of them.
func TestHouseholdIsCorrected(t *testing.T) {
	p, o := corrector(t, "nucleo")
	k := engine.Kept{ID: "nucleo", Group: "nucleo", Values: json.RawMessage(`{"componenti":[{},{"cognome":"Bianchi","nome":"Sara","codice_fiscale":"BNCSRA85D44G702A","data_nascita":"1985-04-04","relazione":"coniuge"}]}`)}
	page := p.Correct(k, o, nil, "")
	first, second := item(page.Items, "nucleo.componenti.0.nome"), item(page.Items, "nucleo.componenti.1.nome")
	if first == nil || !first.Locked || first.Value != "Marco" || second == nil || second.Locked || second.Value != "Sara" {
		t.Fatalf("shown: %+v, %+v", first, second)
	}
	form := engine.Form{
		engine.ShownName: {strings.Join(page.Shown, " ")}, "nucleo.componenti.0._id": {"r1"}, "nucleo.componenti.1._id": {"r2"},
		"nucleo.componenti.1.cognome": {"Verdi"}, "nucleo.componenti.1.nome": {"Sara"},
	}
	page = p.Correct(k, o, form, "add:nucleo.componenti")
	if it := item(page.Items, "nucleo.componenti.1.cognome"); it == nil || it.Raw[0] != "Verdi" || item(page.Items, "nucleo.componenti.2.nome") == nil {
		t.Errorf("a row was added: %+v", page.Items)
	}
	if page = p.Corrected(k, o, form); page.Done || len(page.Problems) == 0 {
		t.Error("a member without a tax code was accepted")
	}
}

// What cannot be read any more is not corrected.
func TestOtherValuesAreNotCorrected(t *testing.T) {
	p, o := corrector(t, "veicolo")
	for _, k := range []engine.Kept{
		{ID: "a", Group: "conto", Values: json.RawMessage(`{"iban":"x"}`)},
		{ID: "b", Group: "veicolo", Values: json.RawMessage(`[`)},
	} {
		if p.Corrects(k) || p.Correct(k, o, nil, "") != nil || p.Corrected(k, o, engine.Form{}) != nil {
			t.Errorf("%s is corrected", k.Values)
		}
	}
}

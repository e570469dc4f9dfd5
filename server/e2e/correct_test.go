package e2e_test

import (
	"encoding/json"
	"testing"

	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/server/catalogue"
)

// A citizen corrects a vehicle that they have kept, first wrongly, then rightly. Every
// page on the way is looked at.
func TestKeptValuesAreCorrected(t *testing.T) {
	t.Parallel()
	s := perform(t, service(t, "../web/testdata/once/sosta").Program)
	car := engine.Kept{ID: "a", Group: "veicolo", Values: json.RawMessage(`{"tipo":"auto","modello":"Fiat Panda","targa":"AB123CD"}`)}
	s.Set(engine.Outside{Now: morning, Profile: map[string][]engine.Kept{"veicolo": {car}}})
	s.Corrects = func(group string) *engine.Program {
		svc, err := catalogue.Sources{}.OnceOnly(group)
		if err != nil {
			t.Error(err)
		}
		return svc.Program
	}
	w := open(t, s.URL, browser.Desk, true)
	w.Seen = look
	cookie, err := s.SignIn()
	if err != nil {
		t.Fatal(err)
	}
	save := browser.Action("next")
	steps(t,
		func() error { return w.Take(cookie) },
		func() error { return w.Go("/area/dati") },
		func() error { return w.TabTo(`a[href^="/area/dati/"]`) },
		w.Enter,
		func() error { return shows(w, `[name="veicolo.targa"][value="AB123CD"]`) },
		func() error { return w.Type(`[name="veicolo.targa"]`, "AB123CD", "AB12") },
		func() error { return w.Press(save) },
		func() error { return focused(w, ".sp-errors") },
		func() error { return shows(w, `[name="veicolo.targa"][value="AB12"]`) },
		func() error { return w.Type(`[name="veicolo.targa"]`, "AB12", "XY987ZW") },
		func() error { return w.Press(save) },
		func() error { return at(w, "/area/dati") },
		now(w, `document.querySelector(".sp-kept").textContent.includes("XY987ZW")`),
	)
}

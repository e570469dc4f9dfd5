package e2e_test

import (
	"strings"
	"testing"
	"time"

	"sportello/e2e/browser"
	"sportello/engine"
)

// axe-core is really asked: a page that is wrong on purpose does not pass.
func TestAuditFindsWhatIsWrong(t *testing.T) {
	w, err := chromium.Open(perform(t, service(t, tutorial).Program).URL, browser.Desk, true)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Go("/readyz"); err != nil { // words without a heading, a title or a language
		t.Fatal(err)
	}
	found, err := w.Audit(axe)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Error("axe-core finds nothing on a page without a title")
	}
}

// The pages around an application are as sound as those of it.
func TestPagesAround(t *testing.T) {
	t.Parallel()
	s := perform(t, service(t, records).Program)
	s.Set(engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)})
	w := open(t, s.URL, browser.Desk, true)
	w.Seen = look
	for _, at := range []struct {
		address string
		status  int
	}{
		{"/", 200}, {"/servizi", 200}, {"/servizi?q=atti", 200}, {"/servizi?q=nulla", 200}, {"/servizi/accesso-atti", 200}, {"/accesso", 200},
		{"/servizi/accesso-atti/condizioni", 200}, {"/servizi/categorie/autorizzazioni", 200}, {"/servizi/categorie/turismo", 200},
		{"/servizi/accesso-atti/avvia", 200}, {"/non-esiste", 404}, {"/servizi/nessuno", 404},
	} {
		if err := w.Go(at.address); err != nil {
			t.Errorf("%s: %v", at.address, err)
			continue
		}
		if w.Page().Status != at.status {
			t.Errorf("%s answers %d, not %d", at.address, w.Page().Status, at.status)
		}
	}
}

// A citizen of the demonstration signs in at the entry, begins, leaves, and finds
// the draft in their area. Their cookie is the site's own.
func TestSigningIn(t *testing.T) {
	t.Parallel()
	s := perform(t, service(t, records).Program)
	s.Set(engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)})
	w := open(t, s.URL, browser.Desk, true)
	w.Seen = look
	steps(t,
		func() error { return w.Go("/servizi/accesso-atti/avvia") },
		func() error { return w.Press(`form[action$="/avvia"] button[type="submit"]`) },
		func() error { return focused(w, ".sp-errors") },
		func() error { return w.Click(`label[for="citizen-0"]`) },
		func() error { return w.Press(`form[action$="/avvia"] button[type="submit"]`) },
		func() error { return at(w, "/pagine/") },
		func() error { return w.Go("/area") },
		func() error { return shows(w, `a[href*="/domande/"]`) },
		func() error { return w.Go("/servizi/accesso-atti/avvia") },
		func() error { return shows(w, `a[href*="/domande/"]`) },
	)
	cookies, err := w.Cookies()
	if err != nil || len(cookies) == 0 {
		t.Errorf("no cookie of the session: %v, %v", cookies, err)
	}
}

// A refused page begins at the list of what is wrong, with and without JavaScript,
// and each entry of the list leads to its field.
func TestRefusedPage(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		s := perform(t, service(t, tutorial).Program)
		s.Set(engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)})
		w := open(t, s.URL, browser.Desk, scripts)
		d := &browser.Driver{Window: w, Service: "biblioteca-tessera"}
		steps(t,
			func() error { return d.Start(engine.Outside{}) },
			func() error { return w.Type(`[name="nome"]`, "", "Sara Rossi") },
			func() error { return w.Press(browser.Action("next")) },
			func() error { return focused(w, ".sp-errors") },
			func() error { return shows(w, `[name="nome"][value="Sara Rossi"]`) },
			func() error { return w.Click(`.sp-errors a[href="#f-email"]`) },
			func() error { return focused(w, `#f-email`) },
		)
		if title := w.Page().Title(); !strings.HasPrefix(title, "Errore") {
			t.Errorf("the title of a refused page is %q", title)
		}
	}
}

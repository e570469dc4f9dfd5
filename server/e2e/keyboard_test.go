package e2e_test

import (
	"testing"
	"time"

	"sportello/e2e/browser"
	"sportello/engine"
)

// The tutorial's service from the home to the receipt with nothing but Tab, Space,
// Enter and letters: past the header by the skip link, found by searching, or by its
// category. At each stop one sees where one is.
func TestKeyboardOnly(t *testing.T) {
	t.Parallel()
	s := perform(t, service(t, tutorial).Program)
	s.Set(engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)})
	w := open(t, s.URL, browser.Desk, true)
	write := func(field, text string) func() error {
		return func() error {
			if err := w.TabTo(`[name="` + field + `"]`); err != nil {
				return err
			}
			return w.Keys(text)
		}
	}
	tick := func(css string) func() error {
		return func() error {
			if err := w.TabTo(css); err != nil {
				return err
			}
			return w.Space()
		}
	}
	enter := func(css string) func() error {
		return func() error {
			if err := w.TabTo(css); err != nil {
				return err
			}
			return w.Enter()
		}
	}
	next := enter(browser.Action("next"))
	steps(t,
		func() error { return w.Go("/") },
		func() error { return w.TabTo(`.skiplinks a[href="#main-container"]`) }, // the first stop of all
		w.Follow,
		now(w, `document.activeElement.id === "main-container"`),
		enter(`a[data-element="service-category-link"]`), // the header is behind
		func() error { return at(w, "/servizi/categorie/") },
		enter(`main a[data-element="service-link"]`),
		func() error { return at(w, "/servizi/biblioteca-tessera") },
		func() error { return w.Go("/") },
		write("q", "tessera"), w.Enter,
		func() error { return at(w, "/servizi") },
		enter(`main a[data-element="service-link"]`),
		func() error { return at(w, "/servizi/biblioteca-tessera") },
		enter(`main a[href$="/avvia"]`),
		tick(`[name="privacy"]`),
		enter(`main button[type="submit"]`),
		write("nome", "Marco Rossi"), write("nascita", "04/07/1983"), write("email", "marco.rossi@example.it"), next,
		func() error { return at(w, "/pagine/interessi") },
		tick(`[name="generi"]`), next,
		func() error { return at(w, "/pagine/ritiro") },
		tick(`[name="ritiro"][value="sede"]`), said(w, "C'è una domanda in più."),
		tick(`[name="sede"]`), tick(`[name="regolamento"]`), next,
		func() error { return at(w, "/riepilogo") },
		enter(browser.Action("send")),
		func() error { return at(w, "/pratiche/") },
	)
}

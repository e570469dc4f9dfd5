package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/server/visitor"
)

// Characters are counted as the server counts them: an emoji is one, space around
// none. Near the limit the count is said.
func TestCharactersAreCounted(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Phone)
	count := func(words string) func() error {
		return now(w, `document.querySelector(".sp-count").textContent === "`+words+`"`)
	}
	steps(t,
		count("Caratteri ancora disponibili: 40."),
		func() error { return w.Type(`[name="note"]`, "", "  Però 👍") },
		count("Caratteri ancora disponibili: 34."),
		func() error { return w.Keys(strings.Repeat(" lungo", 6)) },
		count("Caratteri oltre il limite: 2."),
		said(w, "Caratteri oltre il limite: 2."),
		now(w, `document.querySelector('[name="note"]').value.length > 40`),
		sound(w),
	)
}

// paper writes a file to attach.
func paper(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, visitor.Sample(name), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Files go off when they are chosen, while one writes on; one can stop them, is
// told what is wrong with one, and takes one away, without losing anything else.
func TestFilesInPlace(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Phone)
	field := `[name="delega.upload"]`
	release := g.hold(t, "upload")
	choose := func(name string) func() error {
		return func() error { return w.Attach(field, []string{paper(t, name)}) }
	}
	steps(t,
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		choose("delega.pdf"),
		soon(w, `document.querySelector(".sp-uploading progress") !== null`),
		said(w, "Caricamento di delega.pdf"),
		soon(w, `document.querySelector(".sp-uploading progress").value > 0`),
		sound(w),
		func() error { return w.Click(".sp-uploading button") },
		said(w, "Caricamento annullato."),
		now(w, `document.activeElement.name === "delega.upload" && document.querySelector(".sp-uploading") === null`),
		choose("delega.pdf"),
		soon(w, `document.querySelector(".sp-uploading") !== null`),
		func() error { return w.Type(`[name="nome"]`, "", " Bo") },
		func() error { release(); return nil },
		said(w, "File caricato: delega.pdf."),
		now(w, `document.activeElement.name === "nome" && document.activeElement.value.includes("Bo")`),
		now(w, `document.querySelector('[name="delega"]').value !== ""`),
		choose("foto.png"),
		said(w, "Formati ammessi: PDF"),
		now(w, `document.querySelector(".sp-file .sp-error") !== null && document.querySelectorAll('[name="delega"]').length === 1`),
		sound(w),
		func() error { return w.Does(`button[value^="drop:delega:"]`) },
		said(w, "File eliminato."),
		now(w, `document.querySelectorAll('[name="delega"]').length === 0`),
		now(w, `document.querySelector('[name="nome"]').value.includes("Bo")`),
	)
}

// A file that does not arrive stays chosen, and can be sent with its button.
func TestFileIsNotLost(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Desk)
	g.lose(posts)
	steps(t,
		func() error { return w.Attach(`[name="delega.upload"]`, []string{paper(t, "delega.pdf")}) },
		said(w, "Il file non è stato caricato."),
		now(w, `document.querySelector('[name="delega.upload"]').files.length === 1`),
		func() error { g.lose(nil); return nil },
		func() error { return w.Press(browser.Action("upload")) },
		func() error { return shows(w, `[name="delega"]`) },
	)
}

// One of eight thousand communes is found with a few letters and the arrows.
func TestCommuneIsFound(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Phone)
	field := `document.querySelector('[name="comune"]')`
	steps(t,
		now(w, field+`.getAttribute("role") === "combobox"`),
		func() error { return w.Type(`[name="comune"]`, "", "san giuliano t") },
		soon(w, field+`.getAttribute("aria-expanded") === "true"`),
		said(w, "Opzioni trovate: 1."),
		sound(w),
		w.Down,
		now(w, `document.getElementById(`+field+`.getAttribute("aria-activedescendant")).textContent.startsWith("San Giuliano Terme")`),
		w.Pick,
		now(w, field+`.value === "San Giuliano Terme (PI)" && `+field+`.getAttribute("aria-expanded") === "false"`),
		soon(w, `document.querySelector("form[data-waiting]") === null`),
		now(w, field+`.value === "San Giuliano Terme (PI)" && document.querySelector(".sp-found") === null`),
	)
}

// A day is typed, or chosen from the browser's calendar, which knows what was typed
// and which days may be chosen.
func TestDayFromCalendar(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Phone)
	calendar := `document.querySelector('.sp-calendar [type="date"]')`
	press := func() error {
		if err := w.TabTo(".sp-calendar button"); err != nil {
			return err
		}
		return w.Pick()
	}
	steps(t,
		sound(w),
		func() error { return w.Type(`[name="nato"]`, "", "4/7/1983") },
		press,
		soon(w, calendar+` !== null`),
		now(w, calendar+`.value === "1983-07-04" && `+calendar+`.min === "1900-01-01" && `+calendar+`.max === "2026-03-02"`),
		sound(w),
		now(w, `(calendar => {
			calendar.value = "1983-07-05"; // as the browser does
			calendar.dispatchEvent(new Event("change", { bubbles: true }));
			return document.querySelector('[name="nato"]').value === "05/07/1983";
		})(`+calendar+`)`),
		said(w, "05/07/1983"),
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		soon(w, calendar+` === null`), // it is there only while it is needed
		func() error { return w.Press(browser.Action("next")) },
		func() error { return shows(w, `[name="nato"][value="05/07/1983"]`) },
	)
}

// Before a session ends one is asked, can answer with the keyboard, and goes on
// where one was.
func TestSessionEnds(t *testing.T) {
	t.Parallel()
	s := perform(t, service(t, "testdata/live").Program)
	s.Set(engine.Outside{Now: morning})
	g := newGate(t, s)
	g.ends = true
	w, err := chromium.Open(g.URL, browser.Phone, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	cookie, err := s.SignIn()
	if err != nil {
		t.Fatal(err)
	}
	steps(t,
		func() error { return w.Take(cookie) },
		func() error { return (&browser.Driver{Window: w, Service: "live"}).Start(engine.Outside{}) },
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		soon(w, `document.getElementById("session").open`),
		now(w, `document.getElementById("session").contains(document.activeElement)`),
		sound(w),
		w.Escape,
		soon(w, `!document.getElementById("session").open`),
		now(w, `document.activeElement.name === "nome" && document.activeElement.value === "Anna"`),
		g.posted("/sessione", 1),
	)
}

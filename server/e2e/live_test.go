package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"sportello/e2e/browser"
)

var morning = time.Date(2026, 3, 2, 9, 32, 0, 0, time.UTC)

// soon waits until something holds on the page.
func soon(w *browser.Window, what string) func() error {
	return func() error {
		for since := time.Now(); time.Since(since) < 30*time.Second; time.Sleep(30 * time.Millisecond) {
			if ok, err := browser.Eval[bool](w, what); ok || err != nil {
				return err
			}
		}
		return fmt.Errorf("it never comes to %s", what)
	}
}

// said waits until the page has told something to who does not see it.
func said(w *browser.Window, words string) func() error {
	return soon(w, fmt.Sprintf(`[...document.querySelectorAll("[role=status]")].some(e => e.textContent.includes(%q))`, words))
}

// now holds the page to something at once.
func now(w *browser.Window, what string) func() error {
	return func() error {
		ok, err := browser.Eval[bool](w, what)
		if err == nil && !ok {
			at, _ := browser.Eval[string](w, `document.activeElement.outerHTML.slice(0, 300) + " " + document.activeElement.value`)
			err = fmt.Errorf("it does not hold that %s; the focus is on %s", what, at)
		}
		return err
	}
}

// sound has axe-core look at the page as it stands.
func sound(w *browser.Window) func() error {
	return func() error {
		found, err := w.Audit(axe)
		if err == nil && len(found) > 0 {
			err = fmt.Errorf("axe-core: %v", found)
		}
		return err
	}
}

const (
	detail = `[name="dettaglio"]`
)

// A question comes up while one is typing in another: focus, caret and letters
// stay. What is typed in a question that goes away is there when it comes back.
func TestQuestionsComeAndGo(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Phone)
	release := g.hold(t, "ask")
	steps(t,
		func() error { return w.Click(`label[for="f-tipo-2"]`) },
		func() error { return w.Click(`[name="nome"]`) },
		func() error { return w.Keys("Maria") },
		func() error {
			_, err := browser.Eval[bool](w, `(document.activeElement.setSelectionRange(3, 3), window.kept = document.activeElement, true)`)
			return err
		},
		func() error { release(); return nil },
		soon(w, `document.querySelector('[name="dettaglio"]') !== null`),
		func() error { return w.Keys("X") },
		now(w, `document.activeElement === window.kept && window.kept.value === "MarXia" && window.kept.selectionStart === 4`),
		said(w, "C'è una domanda in più."),
		sound(w),
		func() error { return w.Type(detail, "", "secondo me") },
		func() error { return w.Click(`label[for="f-tipo-1"]`) },
		soon(w, `document.querySelector('[name="dettaglio"]').closest("[hidden]") !== null`),
		said(w, "Una domanda non serve più."),
		func() error { return w.Click(`label[for="f-tipo-2"]`) },
		soon(w, `document.querySelector('[name="dettaglio"]').closest("[hidden]") === null`),
		now(w, `document.querySelector('[name="dettaglio"]').value === "secondo me"`),
		func() error { return w.Type(`[name="copie"]`, "", "3") },
		soon(w, `document.getElementById("f-costo")?.textContent.includes("6") === true`),
		sound(w),
		func() error { return w.Click(`[name="nome"]`) },
		soon(w, `document.querySelector("form[data-waiting]") === null`),
	)
	asked := g.count("ask")
	steps(t,
		func() error { return w.Type(`[name="note"]`, "", "nessuno segue") },
		func() error { time.Sleep(800 * time.Millisecond); return nil },
	)
	if g.count("ask") != asked {
		t.Error("it asks when an answer changes that nothing follows")
	}
	if g.count("next")+g.count("save") > 0 {
		t.Error("something was sent that nobody sent")
	}
}

// The list of what is wrong on a refused page has no line for a question that is not
// asked any more; it is there again when the question is.
func TestErrorsFollowQuestions(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Desk)
	line := `document.querySelector('#errors a[href="#f-dettaglio"]').closest("li").hidden`
	steps(t,
		func() error { return w.Does(`label[for="f-tipo-2"]`) },
		func() error { return w.Press(browser.Action("next")) },
		func() error { return focused(w, ".sp-errors") },
		now(w, line+` === false`),
		func() error { return w.Click(`label[for="f-tipo-1"]`) },
		soon(w, line+` === true`),
		now(w, `!document.getElementById("errors").hidden`), // the name is missing still
		func() error { return w.Click(`label[for="f-tipo-2"]`) },
		soon(w, line+` === false`),
		sound(w),
	)
}

// The draft is kept while one writes and told so; what is kept is there when the
// page is opened anew.
func TestDraftIsKept(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Desk)
	address := w.Page().URL.Path
	steps(t,
		func() error { return w.Type(`[name="nome"]`, "", "Ma") },
		said(w, "Bozza salvata alle 10:32."),
		now(w, `!document.getElementById("kept").hidden`),
		sound(w),
		func() error { return w.Type(`[name="copie"]`, "", "tre") }, // not valid, and kept all the same
		func() error { return w.Go("/area") },                       // leaving keeps at once
		func() error { return w.Go(address) },
		now(w, `document.querySelector('[name="nome"]').value === "Ma"`),
		soon(w, `document.querySelector('[name="copie"]').value === "tre"`),
		func() error { return w.Press(browser.Action("next")) },
		func() error { return focused(w, ".sp-errors") },
	)
	if w.Page().Status != http.StatusUnprocessableEntity {
		t.Errorf("status %d: its own draft was in its way", w.Page().Status)
	}
}

// Two windows: the one that is behind is told, and writes over nothing. Going on
// shows both.
func TestTwoWindowsAtOnce(t *testing.T) {
	t.Parallel()
	w, _ := begun(t, browser.Desk)
	address := w.Page().URL.Path
	other, err := w.Another()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(other.Close)
	steps(t,
		func() error { return other.Go(address) },
		func() error { return w.Type(`[name="nome"]`, "", "Prima") },
		said(w, "Bozza salvata"),
		func() error { return other.Type(`[name="nome"]`, "", "Dopo") },
		said(other, "un'altra finestra"),
		now(other, `document.querySelector('[name="nome"]').value === "Dopo"`),
		func() error { return other.Press(browser.Action("next")) },
		func() error { return focused(other, `[aria-labelledby="conflict-title"]`) },
		now(other, `document.querySelector('[name="nome"]').value === "Dopo"`),
		func() error { return w.Go(address) },
		now(w, `document.querySelector('[name="nome"]').value === "Prima"`),
	)
}

// The network fails, the server does not answer: one goes on writing, is told
// once, and sends when it is back.
func TestNetworkFails(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Desk)
	g.lose(posts)
	steps(t,
		func() error { return w.Click(`label[for="f-tipo-2"]`) },
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		said(w, "Non riusciamo a salvare la bozza."),
		func() error { return w.Keys(" Bo") },
		now(w, `document.querySelector('[name="nome"]').value === "Anna Bo"`),
		func() error { g.lose(nil); return nil },
		func() error { return w.Press(browser.Action("next")) },
		func() error { return shows(w, detail) },
		func() error { return shows(w, `[name="nome"][value="Anna Bo"]`) },
	)
}

// A script that does not arrive takes nothing away.
func TestScriptBlocked(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Desk)
	g.lose(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".js") })
	address := w.Page().URL.Path
	steps(t,
		w.Forget,
		func() error { return w.Go(address) },
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		func() error { return w.Click(`label[for="f-tipo-2"]`) },
		func() error { return w.Press(browser.Action("next")) },
		func() error { return shows(w, detail) },
		func() error { return w.Press(browser.Action("add:nucleo")) },
		func() error { return shows(w, `[name="nucleo.0.chi"]`) },
	)
	if g.count("ask")+g.count("keep") > 0 {
		t.Error("there was a script all the same")
	}
}

// Rows come and go in place: the focus goes to them, what is typed stays with its
// row.
func TestRowsInPlace(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Desk)
	steps(t,
		func() error { return w.Type(`[name="nome"]`, "", "Anna") },
		func() error { return w.Does(browser.Action("add:nucleo")) },
		now(w, `document.activeElement.id === "f-nucleo.0"`),
		func() error { return w.Type(`[name="nucleo.0.chi"]`, "", "Sara") },
		func() error { return w.Does(browser.Action("add:nucleo")) },
		now(w, `document.activeElement.id === "f-nucleo.1"`),
		func() error { return w.Type(`[name="nucleo.1.chi"]`, "", "Luca") },
		func() error { return w.Click(`label[for="f-nucleo.1.minore-1"]`) },
		soon(w, `document.querySelector('[name="nucleo.1.scuola"]') !== null`),
		func() error { return w.Type(`[name="nucleo.1.scuola"]`, "", "Fermi") },
		sound(w),
		func() error { return w.Does(browser.Action("remove:nucleo.0")) },
		said(w, "Rimosso."),
		now(w, `document.activeElement.id === "f-nucleo"`),
		now(w, `document.querySelector('[name="nucleo.0.chi"]').value === "Luca"`),
		now(w, `document.querySelector('[name="nucleo.0.scuola"]').value === "Fermi"`),
		now(w, `document.querySelector('[name="nucleo.0.minore"][value="yes"]').checked`),
		now(w, `document.querySelectorAll('[name^="nucleo.1."]').length === 0`),
		now(w, `document.querySelector('[name="nome"]').value === "Anna"`),
		sound(w),
	)
	if g.count("add") != 2 || g.count("remove") != 1 {
		t.Errorf("posted: %v", g.posts)
	}
}

// A second press sends nothing, and says so to who cannot see it.
func TestPressedTwice(t *testing.T) {
	t.Parallel()
	w, g := begun(t, browser.Desk)
	release := g.hold(t, "next")
	steps(t,
		now(w, `[".steppers-btn-confirm", ".steppers-btn-confirm", ".steppers-btn-save"].every(css => {
			const button = document.querySelector(css);
			button.click();
			return button.getAttribute("aria-disabled") === "true";
		})`),
		func() error { release(); return nil },
		soon(w, `document.querySelector(".sp-errors") !== null`),
	)
	if g.count("next") != 1 || g.count("save") != 0 {
		t.Errorf("posted: %v", g.posts)
	}
}

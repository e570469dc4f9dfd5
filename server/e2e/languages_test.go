package e2e_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/server/catalogue"
)

// The four languages that are not Italian: what nobody translated stays Italian, and
// says so. The home, a sheet, a page with errors, the summary and the receipt are held
// to WCAG, and can be read, however long their words.
func TestOtherLanguages(t *testing.T) {
	long, short := inAllLanguages(t, records), inAllLanguages(t, tutorial)
	for _, lang := range []string{"en", "de", "fr", "sl"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			seen := onceEach(func(w *browser.Window) error { return errors.Join(spokenIn(w, lang), lookNarrowAndWide(w)) })
			refusedIn(t, long, lang, seen)
			sent := play{t: t, svc: short, width: browser.Desk, scripts: true, language: lang}
			sent.seen = func(w *browser.Window) error {
				if page := w.Page(); page.Place() != "riepilogo" && !page.Sent() {
					return nil
				}
				return seen(w)
			}
			sent.all("scenarios/minorenne-per-posta.yaml")
		})
	}
}

// refusedIn goes from the home of a site to a page that is refused, in a language.
func refusedIn(t *testing.T, svc *catalogue.Service, lang string, seen func(*browser.Window) error) {
	t.Helper()
	s := perform(t, svc.Program)
	s.Set(engine.Outside{Now: morning})
	w := open(t, s.URL, browser.Desk, true)
	cookie, err := s.SignIn()
	if err != nil {
		t.Fatal(err)
	}
	steps(t,
		func() error { return w.Take(cookie) },
		func() error { w.Seen = seen; return w.Go("/?lingua=" + lang) },
		func() error { return w.Go("/servizi/" + svc.ID) },
		func() error {
			w.Seen = nil
			return (&browser.Driver{Window: w, Service: svc.ID}).Start(engine.Outside{})
		},
		func() error { w.Seen = seen; return w.Press(browser.Action("next")) },
		func() error { return focused(w, ".sp-errors") },
	)
}

// inAllLanguages opens a service for a municipality that offers all languages.
func inAllLanguages(t *testing.T, id string) *catalogue.Service {
	t.Helper()
	_, profile := definitions.DefaultProfile()
	file := filepath.Join(t.TempDir(), "profile.yaml")
	const offered = "languages: [it, en]\n"
	wider := strings.Replace(string(profile), offered, "languages: [it, en, de, fr, sl]\nincomplete: { en: italian, de: italian, fr: italian, sl: italian }\n", 1)
	if err := os.WriteFile(file, []byte(wider), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := catalogue.Open(catalogue.Sources{Profile: file}, id)
	if err != nil {
		t.Fatal(err)
	}
	if p := found[0].Program; p == nil || len(p.Languages()) != 5 {
		t.Fatalf("the service is not offered in all languages: %v", found[0].Faults)
	}
	return found[0]
}

// spokenIn holds a page to the language that it says it is in.
func spokenIn(w *browser.Window, lang string) error {
	said, err := browser.Eval[string](w, "document.documentElement.lang")
	if err == nil && said != lang {
		err = fmt.Errorf("%s is in %q, not in %q", w.Page().URL.Path, said, lang)
	}
	return err
}

// lookNarrowAndWide holds a page to WCAG, and sees that it can be read on a phone and
// at a desk: words of other languages are longer.
func lookNarrowAndWide(w *browser.Window) error {
	wrong := []error{audit(w, "a desk")}
	for _, width := range []int64{browser.Phone, browser.Desk} {
		wrong = append(wrong, w.Resize(width), legible(w, fmt.Sprintf("%d pixels", width)), picture(w, width))
	}
	return errors.Join(wrong...)
}

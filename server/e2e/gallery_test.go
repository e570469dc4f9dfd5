package e2e_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"sportello/e2e/browser"
	"sportello/renderer/gallery"
	"sportello/server/showroom"
)

// exhibit serves the gallery and opens a window on it.
func exhibit(t *testing.T) *browser.Window {
	t.Helper()
	room, err := showroom.New()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(room)
	t.Cleanup(server.Close)
	return open(t, server.URL, browser.Desk, true)
}

// Every screen and every state of a field is held to WCAG, can be read at every
// width, and also where every word is half as long again.
func TestGallery(t *testing.T) {
	t.Parallel()
	w := exhibit(t)
	w.Seen = look
	visit(t, w, "it", "", func() error { return nil })
	for _, s := range gallery.Screens("it") {
		visit(t, w, "it", s.Name, func() error { return errors.Join(w.Lengthen(), widths(w)) })
	}
}

// In the other languages the words are others, and so is the room that they take.
// The labels of fields are of authors, and the same in all of them here.
func TestGalleryInOtherLanguages(t *testing.T) {
	t.Parallel()
	w := exhibit(t)
	for _, lang := range showroom.Languages()[1:] {
		for _, s := range gallery.Screens(lang) {
			if !strings.HasPrefix(s.Name, "field-") {
				visit(t, w, lang, s.Name, func() error { return errors.Join(keep(w), widths(w)) })
			}
		}
	}
}

func visit(t *testing.T, w *browser.Window, lang, name string, then func() error) {
	t.Helper()
	err := w.Go(showroom.Address(lang, name))
	if err == nil {
		err = then()
	}
	if err != nil {
		t.Error(err)
	}
}

// widths sees that everything can be read on the narrowest screen, and at a desk.
func widths(w *browser.Window) error {
	var wrong []error
	for _, width := range []int64{browser.Narrow, browser.Desk} {
		wrong = append(wrong, w.Resize(width), legible(w, fmt.Sprintf("%d pixels", width)))
	}
	return errors.Join(wrong...)
}

// The measure of what cannot be read finds what is wrong on purpose.
func TestIllegible(t *testing.T) {
	w := exhibit(t)
	for what, script := range map[string]string{
		"text on text": `const p = document.createElement("p"), at = document.querySelector("h1").getBoundingClientRect();
			p.append("over the heading"); p.style.cssText = "position:absolute;top:" + (at.top + scrollY) + "px;left:" + at.left + "px"; document.body.append(p)`,
		"cut off":  `const h = document.querySelector("h1"); h.style.cssText = "overflow:hidden;width:20px;white-space:nowrap"`,
		"too wide": `document.querySelector("h1").style.cssText = "white-space:nowrap;font-size:20rem"`,
	} {
		if err := w.Go(showroom.Address("it", "sheet")); err != nil {
			t.Fatal(err)
		}
		if _, err := browser.Eval[bool](w, script+"; true"); err != nil {
			t.Fatal(err)
		}
		if found, err := w.Illegible(); err != nil || len(found) == 0 {
			t.Errorf("%s: nothing is found (%v)", what, err)
		}
	}
}

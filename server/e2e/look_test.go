package e2e_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"sportello/e2e/browser"
	"sportello/engine"
)

// look keeps the page in a window for the checker of HTML, holds it to WCAG, at a desk and on a phone, and sees that
// all of it can be read, without scrolling sideways, also on the narrowest screen
// and at four times the size.
func look(w *browser.Window) error {
	wrong := []error{keep(w)}
	for _, width := range []int64{browser.Phone, browser.Desk} {
		at := fmt.Sprintf("%d pixels", width)
		wrong = append(wrong, w.Resize(width), audit(w, at), legible(w, at), picture(w, width))
	}
	wrong = append(wrong, w.Resize(browser.Narrow), legible(w, fmt.Sprintf("%d pixels", browser.Narrow)))
	wrong = append(wrong, w.Zoom(4), legible(w, "400 %"), w.Resize(browser.Desk))
	return errors.Join(wrong...)
}

// onceEach looks at a page once, however often the story comes to it: a page is
// another one if it shows other fields, or complains of other things.
func onceEach(look func(*browser.Window) error) func(*browser.Window) error {
	done := map[string]bool{}
	return func(w *browser.Window) error {
		page := w.Page()
		key := page.Place() + page.Title() + strings.Join(page.Errors(), " ")
		if f := page.FormWith(engine.ShownName); f != nil {
			key += f.Values().Get(engine.ShownName)
		}
		if done[key] {
			return nil
		}
		done[key] = true
		return look(w)
	}
}

func audit(w *browser.Window, at string) error {
	found, err := w.Audit(axe)
	wrong := []error{err}
	for _, v := range found {
		wrong = append(wrong, fmt.Errorf("%s at %s: %v", w.Page().URL.Path, at, v))
	}
	return errors.Join(wrong...)
}

// legible sees that nobody has to scroll sideways, and that no text lies on other
// text or is cut off.
func legible(w *browser.Window, at string) error {
	wider, err := w.Wider()
	wrong := []error{err}
	if wider > 0 {
		wrong = append(wrong, fmt.Errorf("%s is %d pixels too wide at %s", w.Page().URL.Path, wider, at))
	}
	found, err := w.Illegible()
	wrong = append(wrong, err)
	for _, what := range found {
		wrong = append(wrong, fmt.Errorf("%s at %s: %s", w.Page().URL.Path, at, what))
	}
	return errors.Join(wrong...)
}

// shots is a folder for pictures of every page that is looked at, for whoever wants
// to see them: SHOTS=/some/folder go test.
var (
	shots = os.Getenv("SHOTS")
	shot  atomic.Int64
)

func picture(w *browser.Window, width int64) error {
	if shots == "" {
		return nil
	}
	taken, err := w.LongPicture()
	if err != nil {
		return err
	}
	name := strings.ReplaceAll(strings.Trim(w.Page().URL.Path, "/"), "/", "-")
	return os.WriteFile(filepath.Join(shots, fmt.Sprintf("%03d-%s-%d.png", shot.Add(1), name, width)), taken, 0o644)
}

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

// look holds the page in a window to WCAG, at a desk and on a phone, and sees that
// nobody has to scroll sideways on the narrowest screen.
func look(w *browser.Window) error {
	var wrong []error
	for _, width := range []int64{browser.Phone, browser.Desk} {
		if err := w.Resize(width); err != nil {
			return err
		}
		wrong = append(wrong, audit(w, width), picture(w, width))
	}
	wrong = append(wrong, narrow(w), w.Resize(browser.Desk))
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

func audit(w *browser.Window, width int64) error {
	found, err := w.Audit(axe)
	if err != nil {
		return err
	}
	var wrong []error
	for _, v := range found {
		wrong = append(wrong, fmt.Errorf("%s at %d pixels: %v", w.Page().URL.Path, width, v))
	}
	return errors.Join(wrong...)
}

func narrow(w *browser.Window) error {
	if err := w.Resize(browser.Narrow); err != nil {
		return err
	}
	wider, err := w.Wider()
	if err == nil && wider > 0 {
		err = fmt.Errorf("%s is %d pixels too wide for %d", w.Page().URL.Path, wider, browser.Narrow)
	}
	return err
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

package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"sportello/e2e/browser"
)

// steps does one thing after the other, up to the first that fails.
func steps(t *testing.T, do ...func() error) {
	t.Helper()
	for i, step := range do {
		if err := step(); err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
}

// focused holds the element with the focus to a CSS selector.
func focused(w *browser.Window, css string) error {
	if !w.Has(css + ":focus") {
		return fmt.Errorf("%s has not the focus at %s", css, w.Page().URL.Path)
	}
	return nil
}

func shows(w *browser.Window, css string) error {
	if !w.Has(css) {
		return fmt.Errorf("%s does not show %s", w.Page().URL.Path, css)
	}
	return nil
}

// at holds the address of the page to a part of it.
func at(w *browser.Window, part string) error {
	if !strings.Contains(w.Page().URL.Path, part) {
		return fmt.Errorf("the window is at %s (%d), not at %s", w.Page().URL.Path, w.Page().Status, part)
	}
	return nil
}

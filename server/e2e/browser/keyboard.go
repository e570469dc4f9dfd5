package browser

import (
	"errors"
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Focus is where the keyboard is.
type Focus struct {
	Matches bool   `json:"matches"` // it is what was looked for
	Words   string `json:"words"`   // what it says, for messages
	Drawn   bool   `json:"drawn"`   // one sees that the focus is there
	InView  bool   `json:"inView"`  // and it is on the screen
}

// ErrFocus means that the keyboard does not lead where it should, or that one
// does not see where it is.
var ErrFocus = errors.New("the focus")

// maxTabs bounds how long one looks for something with the Tab key.
const maxTabs = 80

// TabTo presses Tab until the focus is on what a CSS selector names. Each stop on
// the way must be seen.
func (w *Window) TabTo(css string) error {
	for range maxTabs {
		if err := w.Keys(kb.Tab); err != nil {
			return err
		}
		f, err := w.focus(css)
		if err != nil {
			return err
		}
		if !f.Drawn || !f.InView {
			return fmt.Errorf("%w is not seen on %q at %s (drawn %v, on the screen %v)", ErrFocus, f.Words, w.page.URL.Path, f.Drawn, f.InView)
		}
		if f.Matches {
			return nil
		}
	}
	return fmt.Errorf("%w does not come to %s at %s", ErrFocus, css, w.page.URL.Path)
}

// Enter presses Enter, and waits for the page that follows.
func (w *Window) Enter() error { return w.turn(chromedp.KeyEvent(kb.Enter)) }

// Follow presses Enter on a link to a place of the same page.
func (w *Window) Follow() error { return w.Keys(kb.Enter) }

// Space presses the space bar.
func (w *Window) Space() error { return w.Keys(" ") }

// drawn looks how the element with the focus, its label and what stands beside it
// are drawn, with the focus and without: there must be a difference.
const drawn = `(css => {
	const at = document.activeElement;
	const near = [at, at.parentElement, at.nextElementSibling, ...(at.labels || [])].filter(Boolean);
	const look = () => near.flatMap(e => [null, "::before", "::after"].map(part => {
		const s = getComputedStyle(e, part);
		const outline = s.outlineStyle === "none" ? "" : s.outlineWidth + s.outlineColor + s.outlineStyle;
		return [outline, s.boxShadow, s.borderColor, s.borderWidth, s.backgroundColor, s.clipPath].join();
	})).join("|");
	const box = [at, ...(at.labels || [])].map(e => e.getBoundingClientRect()).find(r => r.width > 1 && r.height > 1);
	const inView = !!box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
	const focused = look();
	at.blur();
	const plain = look();
	at.focus({preventScroll: true, focusVisible: true});
	return {
		matches: at.matches(css), words: (at.innerText || at.name || at.tagName).trim().slice(0, 60),
		drawn: focused !== plain, inView,
	};
})`

func (w *Window) focus(css string) (Focus, error) {
	return chromedp.Run(w.ctx, chromedp.Evaluate[Focus](fmt.Sprintf("%s(%q)", drawn, css)))
}

// Pick presses Enter where it takes an option, and no page follows. The key comes
// as one event, as from a keyboard, so that the page can keep it to itself.
func (w *Window) Pick() error {
	_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13,
	})
	return err
}

// Down presses the arrow that leads down.
func (w *Window) Down() error { return w.Keys(kb.ArrowDown) }

// Escape presses Escape.
func (w *Window) Escape() error { return w.Keys(kb.Escape) }

package browser

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ErrNotThere means that the page does not show an element.
var ErrNotThere = errors.New("not on the page")

// Press clicks what a CSS selector names, and waits for the page that follows.
func (w *Window) Press(css string) error {
	x, y, err := w.place(css, middle)
	if err != nil {
		return err
	}
	if err := w.turn(chromedp.MouseClickXY(x, y)); err != nil {
		return fmt.Errorf("press %s: %w", css, err)
	}
	return nil
}

// Click clicks what a CSS selector names, near its beginning: there labels have
// their box, and no link.
func (w *Window) Click(css string) error {
	x, y, err := w.place(css, beginning)
	if err != nil {
		return err
	}
	return chromedp.Do(w.ctx, chromedp.MouseClickXY(x, y))
}

// longText is from how many bytes on a text is pasted rather than typed.
const longText = 24

// Type writes into a field, in the place of what stands there. A long text is pasted.
func (w *Window) Type(css, before, text string) error {
	if err := w.Click(css); err != nil {
		return err
	}
	if before != "" {
		if err := w.empty(); err != nil {
			return err
		}
	}
	if len(text) < longText {
		return w.Keys(text)
	}
	_, err := chromedp.Call(w.ctx, input.InsertText, input.InsertTextParams{Text: text})
	return err
}

// Keys presses keys, wherever the focus is.
func (w *Window) Keys(keys string) error {
	return chromedp.Do(w.ctx, chromedp.KeyEvent(keys))
}

// empty takes away what stands in the field with the focus.
func (w *Window) empty() error {
	_, err := chromedp.Call(w.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "a", Code: "KeyA", Modifiers: 2, Commands: []string{"selectAll"},
	})
	if err != nil {
		return err
	}
	return w.Keys(kb.Backspace)
}

// Choose takes an option of a list, by its place in it, with the keyboard.
func (w *Window) Choose(css string, at int) error {
	id, err := w.find(css)
	if err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, dom.Focus, dom.FocusParams{BackendNodeID: id}); err != nil {
		return err
	}
	keys := slices.Repeat([]rune(kb.ArrowDown), at)
	return w.Keys(kb.Home + string(keys))
}

// Attach gives files to a field for files.
func (w *Window) Attach(css string, paths []string) error {
	id, err := w.find(css)
	if err != nil {
		return err
	}
	_, err = chromedp.Call(w.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{BackendNodeID: id, Files: paths})
	return err
}

// find finds an element. The browser forgets how it named elements whenever
// anybody asks for the document anew, so it may have to be asked again.
func (w *Window) find(css string) (cdp.BackendNodeID, error) {
	var err error
	for range 3 {
		var id cdp.BackendNodeID
		if id, err = w.look(css); err == nil {
			return id, nil
		}
	}
	return 0, fmt.Errorf("%s: %w", css, err)
}

func (w *Window) look(css string) (cdp.BackendNodeID, error) {
	tree, err := chromedp.Call(w.ctx, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		return 0, err
	}
	found, err := chromedp.Call(w.ctx, dom.QuerySelector, dom.QuerySelectorParams{NodeID: tree.Root.NodeID, Selector: css})
	if err != nil {
		return 0, err
	}
	if found.NodeID == 0 {
		return 0, ErrNotThere
	}
	told, err := chromedp.Call(w.ctx, dom.DescribeNode, dom.DescribeNodeParams{NodeID: found.NodeID})
	if err != nil {
		return 0, err
	}
	return told.Node.BackendNodeID, nil
}

// Has reports whether the page has an element now. ":focus" is the one with the
// focus, with or without JavaScript.
func (w *Window) Has(css string) bool {
	_, err := w.find(css)
	return err == nil
}

// place scrolls an element into view and gives a point of it, once it stands still.
func (w *Window) place(css string, of func(dom.Quad) (x, y float64)) (x, y float64, err error) {
	wasX, wasY := -1.0, -1.0
	for range 50 {
		if x, y, err = w.point(css, of); err != nil || x == wasX && y == wasY {
			return x, y, err
		}
		wasX, wasY = x, y
		time.Sleep(rest)
	}
	return 0, 0, fmt.Errorf("%s does not stand still", css)
}

// rest is how long an element does not move before it is clicked: what comes and
// goes above it, like the progress of a file, moves it.
const rest = 20 * time.Millisecond

// point scrolls an element into view and gives a point of it.
func (w *Window) point(css string, of func(dom.Quad) (x, y float64)) (x, y float64, err error) {
	id, err := w.find(css)
	if err != nil {
		return 0, 0, err
	}
	if _, err := chromedp.Call(w.ctx, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: id}); err != nil {
		return 0, 0, fmt.Errorf("%s: %w", css, err)
	}
	shape, err := chromedp.Call(w.ctx, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: id})
	if err != nil || len(shape.Quads) == 0 {
		return 0, 0, fmt.Errorf("%s is not to be seen: %w", css, errors.Join(err, ErrNotThere))
	}
	x, y = of(shape.Quads[0])
	return x, y, nil
}

// A quad holds four corners, x before y, from the upper left one clockwise.

func middle(q dom.Quad) (x, y float64) { return (q[0] + q[4]) / 2, (q[1] + q[5]) / 2 }

func beginning(q dom.Quad) (x, y float64) {
	_, y = middle(q)
	return min(q[0]+12, (q[0]+q[4])/2), min(q[1]+20, y)
}

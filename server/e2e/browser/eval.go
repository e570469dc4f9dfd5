package browser

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Eval asks the page for what only a script can tell: where the caret is, what is
// written in a field now. JavaScript has to be on in the window.
func Eval[T any](w *Window, what string) (T, error) {
	ctx, done := limited(w.ctx)
	defer done()
	return chromedp.Run(ctx, chromedp.Evaluate[T](what))
}

// Forget empties the window's store of files, so that they are asked for again.
func (w *Window) Forget() error {
	_, err := chromedp.Call(w.ctx, network.ClearBrowserCache, cdp.Empty{})
	return err
}

// Another opens a second window of the same citizen: it shares the cookies.
func (w *Window) Another() (*Window, error) {
	other := &Window{site: w.site, scripts: w.scripts}
	other.ctx, other.close = chromedp.NewContext(w.ctx, chromedp.WithListener(other.note))
	return other, other.prepare(Desk, w.scripts)
}

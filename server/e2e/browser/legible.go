package browser

import (
	_ "embed"

	"github.com/chromedp/chromedp"
)

//go:embed legible.js
var legible string

// Illegible gives what cannot be read on the page at the present width: text that
// lies on other text or on a field, and text that is cut off. JavaScript has to be
// on in the window.
func (w *Window) Illegible() ([]string, error) {
	ctx, done := limited(w.ctx)
	defer done()
	return chromedp.Run(ctx, chromedp.Evaluate[[]string](legible))
}

// longer makes every text of the page half as long again, as another language may,
// and gives it accents above and below.
const longer = `(() => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const nodes = [];
	for (let node; (node = walker.nextNode());) nodes.push(node);
	for (const node of nodes) {
		if (!node.data.trim() || node.parentElement.closest("script, style, [data-as-it-is]")) continue;
		node.data = node.data.replace(/\p{L}{2,}/gu, word => word.replace(/[aeou]/g, c => ({a: "å", e: "ę", o: "ộ", u: "ų"})[c]) + word.slice(-Math.ceil(word.length / 2)));
	}
	return true;
})()`

// Lengthen makes every text of the page longer, to see whether there is room.
func (w *Window) Lengthen() error {
	ctx, done := limited(w.ctx)
	defer done()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](longer))
	return err
}

// Zoom shows the page as a window of Desk width does at a zoom of so many times:
// fewer CSS pixels, each of more dots.
func (w *Window) Zoom(times int64) error {
	return chromedp.Do(w.ctx, chromedp.EmulateViewport(Desk/times, 900/times, chromedp.EmulateScale(float64(times))))
}

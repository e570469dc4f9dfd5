package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"sportello/engine"
	"sportello/server/visitor"
)

// Widths of a window, in CSS pixels: a desk, a phone, and the narrowest that
// WCAG 1.4.10 asks for.
const (
	Desk   = 1280
	Phone  = 360
	Narrow = 320
)

// Window is a window on a site, with its own cookies.
type Window struct {
	// Beyond is a host besides the site's that pages may lead to: one signs in there.
	Beyond string
	// Seen is called with each page that the window comes to; its error is that
	// of whatever led there.
	Seen func(*Window) error

	ctx     context.Context
	close   context.CancelFunc
	site    *url.URL
	page    *visitor.Page
	notes   notes
	scripts bool
}

// Open opens a window on a site, with JavaScript on or off.
func (c *Chromium) Open(site string, width int64, scripts bool) (*Window, error) {
	at, err := url.Parse(site)
	if err != nil {
		return nil, err
	}
	w := &Window{site: at, scripts: scripts}
	w.ctx, w.close = chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.note))
	if err := w.prepare(width, scripts); err != nil {
		w.close()
		return nil, fmt.Errorf("open a window: %w", err)
	}
	return w, nil
}

func (w *Window) prepare(width int64, scripts bool) error {
	if err := w.Resize(width); err != nil {
		return err
	}
	still := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	if _, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: still}); err != nil {
		return err
	}
	_, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts})
	return err
}

// Close closes the window.
func (w *Window) Close() { w.close() }

// Resize gives the window a width. Narrow ones are those of a phone.
func (w *Window) Resize(width int64) error {
	if width <= Phone {
		return chromedp.Do(w.ctx, chromedp.EmulateViewport(width, 740, chromedp.EmulateMobile))
	}
	return chromedp.Do(w.ctx, chromedp.EmulateViewport(width, 900))
}

// Take puts a cookie of the site into the window.
func (w *Window) Take(c *http.Cookie) error {
	_, err := chromedp.Call(w.ctx, network.SetCookie, network.SetCookieParams{
		Name: c.Name, Value: c.Value, URL: w.site.String(), Path: c.Path, HTTPOnly: new(true), SameSite: network.CookieSameSiteLax,
	})
	return err
}

// Host is the host of the site.
func (w *Window) Host() string { return w.site.Hostname() }

// Page is what the window shows.
func (w *Window) Page() *visitor.Page { return w.page }

// Go opens an address, which may be relative.
func (w *Window) Go(address string) error {
	u, err := w.site.Parse(address)
	if err != nil {
		return err
	}
	return w.turn(chromedp.Navigate(u.String()))
}

// Arrive waits until pages that lead on by themselves have come to an address of the
// site, and reads what is there.
func (w *Window) Arrive(path string) error {
	for since := time.Now(); time.Since(since) < patience; time.Sleep(30 * time.Millisecond) {
		there, err := Eval[bool](w, fmt.Sprintf(`location.host === %q && location.pathname === %q && document.readyState === "complete"`, w.site.Host, path))
		if err != nil || !there {
			continue // between two pages there is nobody to ask
		}
		return w.Go(path)
	}
	return fmt.Errorf("the window never comes to %s", path)
}

// turn does what leads to another page, waits for it, and reads it.
func (w *Window) turn(do chromedp.Action[chromedp.Void]) error {
	ctx, done := limited(w.ctx)
	defer done()
	answer, err := chromedp.RunResponse(ctx, do)
	if err != nil {
		return err
	}
	if err := w.read(answer); err != nil {
		return err
	}
	if w.Seen != nil {
		return w.Seen(w)
	}
	return nil
}

// read reads the HTML as it is in the window, without a script.
func (w *Window) read(answer *network.Response) error {
	at, err := url.Parse(answer.URL)
	if err != nil {
		return err
	}
	return w.readAs(at, int(answer.Status))
}

// reread reads the page as it is now, with what is written and ticked on it.
func (w *Window) reread() error {
	if _, err := Eval[bool](w, written); err != nil {
		return err
	}
	return w.readAs(w.page.URL, w.page.Status)
}

// written puts what is written and ticked on a page into its HTML.
const written = `[...document.querySelectorAll("#fields input, #fields option")].every(e => {
	if (e.matches("option")) e.toggleAttribute("selected", e.selected);
	else if (e.matches("[type=radio], [type=checkbox]")) e.toggleAttribute("checked", e.checked);
	else if (e.type !== "file") e.setAttribute("value", e.value);
	return true;
})`

func (w *Window) readAs(at *url.URL, status int) error {
	tree, err := chromedp.Call(w.ctx, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		return err
	}
	source, err := chromedp.Call(w.ctx, dom.GetOuterHTML, dom.GetOuterHTMLParams{BackendNodeID: tree.Root.BackendNodeID})
	if err != nil {
		return err
	}
	w.page, err = visitor.Read(at, status, strings.NewReader(source.OuterHTML))
	return err
}

// Does clicks what a CSS selector names, and waits until the script has done on
// this page what it is for.
func (w *Window) Does(css string) error {
	x, y, err := w.place(css, middle)
	if err != nil {
		return err
	}
	if err := chromedp.Do(w.ctx, chromedp.MouseClickXY(x, y)); err != nil {
		return err
	}
	if _, err := w.Settle(); err != nil {
		return err
	}
	return w.reread()
}

// Settle waits while the script of the page asks the server. It reports whether
// the page shows other questions now; then it has been read again.
func (w *Window) Settle() (changed bool, err error) {
	before := w.page.FormWith(engine.ShownName)
	if !w.scripts || before == nil {
		return false, nil
	}
	for since := time.Now(); time.Since(since) < patience; time.Sleep(20 * time.Millisecond) {
		shown, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](still))
		if err != nil {
			return false, err
		}
		if shown == "" {
			continue
		}
		if shown == "="+strings.Join(before.Values()[engine.ShownName], "") {
			return false, nil
		}
		return true, w.reread()
	}
	return false, fmt.Errorf("%s still waits for the server", w.page.URL.Path)
}

// still gives what the page shows, behind a sign; "" while it waits, or a file that
// was chosen is on its way: what comes back moves what one would click on.
const still = `document.querySelector("form[data-waiting]") || [...document.querySelectorAll("#fields [type=file]")].some(e => e.files.length > 0)
	? "" : "=" + (document.querySelector("[name=_shown]")?.value ?? "")`

// Picture takes a picture of what the window shows, as PNG.
func (w *Window) Picture() ([]byte, error) {
	return chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
}

// LongPicture takes a picture of the whole page, as PNG.
func (w *Window) LongPicture() ([]byte, error) {
	return chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
}

// Scroll brings what a CSS selector names to the top of the window, with some room.
func (w *Window) Scroll(css string) error {
	return chromedp.Do(w.ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(
		"scrollTo(0, document.querySelector(%q).getBoundingClientRect().top + scrollY - 24)", css)))
}

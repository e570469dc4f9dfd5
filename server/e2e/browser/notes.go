package browser

import (
	"fmt"
	"net/url"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// notes is what went wrong in a window behind the page: requests to other
// hosts, errors on the console, things that the page's policy forbade.
type notes struct {
	sync.Mutex
	wrong     []string
	documents map[string]bool   // addresses of pages: these may answer "not found"
	last      network.RequestID // of the page that is shown, or is coming
}

// note listens to the browser. It is called between two messages, and must not
// ask the browser anything.
func (w *Window) note(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.request(e)
	case *log.EventEntryAdded:
		w.entry(e.Entry)
	case *runtime.EventExceptionThrown:
		w.wrong("script: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			w.wrong("console: %s", e.Type)
		}
	}
}

func (w *Window) request(e *network.EventRequestWillBeSent) {
	u, err := url.Parse(e.Request.URL)
	beyond := w.beyond(e.Request.URL) && (e.Type == network.ResourceTypeDocument || w.beyond(e.DocumentURL))
	if err != nil || u.Scheme != "data" && u.Host != w.site.Host && !beyond {
		w.wrong("a request to another host: %.200s", e.Request.URL)
	}
	if e.Type == network.ResourceTypeDocument {
		w.notes.Lock()
		defer w.notes.Unlock()
		if w.notes.documents == nil {
			w.notes.documents = map[string]bool{}
		}
		w.notes.documents[e.Request.URL] = true
		w.notes.last = e.RequestID
	}
}

// beyond tells whether an address is at the other host that one may be led to: what
// its pages do is not ours.
func (w *Window) beyond(address string) bool {
	u, err := url.Parse(address)
	return err == nil && w.Beyond != "" && u.Host == w.Beyond
}

// entry notes what the browser logs as wrong. A page that answers 404 or 422 is
// logged too; that is what such a page is for.
func (w *Window) entry(e *log.Entry) {
	w.notes.Lock()
	page := e.Source == log.EntrySourceNetwork && w.notes.documents[e.URL]
	w.notes.Unlock()
	if !page && !w.beyond(e.URL) && (e.Level == log.EntryLevelError || e.Level == log.EntryLevelWarning) {
		w.wrong("%s: %s (%s)", e.Source, e.Text, e.URL)
	}
}

func (w *Window) wrong(format string, args ...any) {
	w.notes.Lock()
	defer w.notes.Unlock()
	w.notes.wrong = append(w.notes.wrong, fmt.Sprintf(format, args...))
}

// Wrong gives what went wrong behind the pages so far.
func (w *Window) Wrong() []string {
	w.notes.Lock()
	defer w.notes.Unlock()
	return append([]string(nil), w.notes.wrong...)
}

// Source gives the page as the server sent it.
func (w *Window) Source() (string, error) {
	w.notes.Lock()
	last := w.notes.last
	w.notes.Unlock()
	sent, err := chromedp.Call(w.ctx, network.GetResponseBody, network.GetResponseBodyParams{RequestID: last})
	return string(sent.Body), err
}

// Cookies gives the cookies that the window holds, of whatever host.
func (w *Window) Cookies() ([]*network.Cookie, error) {
	kept, err := chromedp.Call(w.ctx, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		return nil, err
	}
	all, err := chromedp.CallBrowser(w.ctx, storage.GetCookies, storage.GetCookiesParams{
		BrowserContextID: chromedp.FromContext(w.ctx).BrowserContextID,
	})
	if err != nil {
		return nil, err
	}
	return append(all.Cookies, kept.Cookies...), nil
}

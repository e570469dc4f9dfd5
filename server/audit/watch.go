package audit

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// watch stands between the windows and the site, and notes cookies and what
// pages cost.
type watch struct {
	ctx     context.Context
	cookies []cookie
	loads   []*load
}

// cookie is one that the site set.
type cookie struct {
	name, domain string
	kept         bool // HttpOnly and SameSite
}

// load is what one page cost: the bytes of its HTML, and the time until it began
// to come.
type load struct {
	path  string
	bytes int64
	took  time.Duration
}

// RoundTrip is of http.RoundTripper.
func (w *watch) RoundTrip(r *http.Request) (*http.Response, error) {
	began := time.Now()
	resp, err := http.DefaultTransport.RoundTrip(r.WithContext(w.ctx))
	if err != nil {
		return nil, err
	}
	for _, c := range resp.Cookies() {
		w.cookies = append(w.cookies, cookie{c.Name, c.Domain, c.HttpOnly && c.SameSite != http.SameSiteNoneMode})
	}
	if r.Method == http.MethodGet && resp.StatusCode == http.StatusOK && strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		l := &load{path: r.URL.Path, took: time.Since(began)}
		w.loads = append(w.loads, l)
		resp.Body = counted{resp.Body, l}
	}
	return resp, nil
}

// counted counts the bytes of a page as it is read: how many come over the line
// is not always said, and is not what a browser has to work through.
type counted struct {
	io.ReadCloser
	load *load
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.load.bytes += int64(n)
	return n, err
}

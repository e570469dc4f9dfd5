package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

// A page is compressed for those who take that, and the same for the others.
func TestPagesAreCompressed(t *testing.T) {
	b := newTown(t).browser(t)
	asked := func(coding string) *answer {
		r := b.request(http.MethodGet, "/servizi", nil)
		r.Header.Set("Accept-Encoding", coding)
		return b.do(r).is(http.StatusOK)
	}
	packed, plain := asked("br, gzip;q=0.8"), asked("gzip;q=0, identity")
	for _, a := range []*answer{packed, plain} {
		if !strings.Contains(strings.Join(a.header.Values("Vary"), ", "), "Accept-Encoding") {
			t.Errorf("a cache is not told that there are two: %v", a.header)
		}
	}
	if packed.header.Get("Content-Encoding") != "gzip" || plain.header.Get("Content-Encoding") != "" {
		t.Errorf("codings %q and %q", packed.header.Get("Content-Encoding"), plain.header.Get("Content-Encoding"))
	}
	if len(packed.body) > len(plain.body)/2 {
		t.Errorf("%d bytes become %d", len(plain.body), len(packed.body))
	}
	r, err := gzip.NewReader(strings.NewReader(packed.body))
	must(t, err)
	if back, err := io.ReadAll(r); err != nil || string(back) != plain.body {
		t.Errorf("the compressed page is another: %v", err)
	}
}

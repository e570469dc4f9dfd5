package stage_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"sportello/server/stage"
)

// request is what a browser asks for.
type request struct {
	method, path, kind string // kind: of the body
	body               []byte
	follows            bool // goes where the answer before leads
}

// answer is what came.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// browser asks for pages and reads them to the end. It follows nothing, and
// understands nothing of what it reads, so that the server has the machine.
type browser struct {
	tb     testing.TB
	site   string
	cookie *http.Cookie
	client *http.Client
}

func newBrowser(tb testing.TB, site string) *browser {
	connections := &http.Transport{DisableCompression: true}
	tb.Cleanup(connections.CloseIdleConnections)
	return &browser{tb: tb, site: site, client: &http.Client{
		Transport:     connections,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// signedIn is the browser of somebody whom the stage knows.
func signedIn(tb testing.TB, s *stage.Stage) *browser {
	b := newBrowser(tb, s.URL)
	cookie, err := s.SignIn()
	must(tb, err)
	b.cookie = cookie
	return b
}

// ask asks for a page, and fails unless the status is one of those below 400.
func (b *browser) ask(r request) answer {
	b.tb.Helper()
	q, err := http.NewRequest(r.method, b.site+r.path, bytes.NewReader(r.body))
	must(b.tb, err)
	if r.method == http.MethodPost {
		q.Header.Set("Content-Type", r.kind)
		q.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if b.cookie != nil {
		q.AddCookie(b.cookie)
	}
	resp, err := b.client.Do(q)
	must(b.tb, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(b.tb, err)
	if resp.StatusCode >= 400 {
		b.tb.Fatalf("%s %s: %s", r.method, r.path, resp.Status)
	}
	return answer{resp.StatusCode, resp.Header, body}
}

func get(path string) request { return request{method: http.MethodGet, path: path} }

func post(path, form string) request {
	return request{method: http.MethodPost, path: path, kind: "application/x-www-form-urlencoded", body: []byte(form)}
}

// recorder notes what a client asks for on its way.
type recorder struct{ asked []request }

// RoundTrip is of http.RoundTripper.
func (r *recorder) RoundTrip(q *http.Request) (*http.Response, error) {
	var body []byte
	if q.Body != nil {
		var err error
		if body, err = io.ReadAll(q.Body); err != nil {
			return nil, err
		}
		q.Body = io.NopCloser(bytes.NewReader(body))
	}
	r.asked = append(r.asked, request{
		method: q.Method, path: q.URL.RequestURI(), kind: q.Header.Get("Content-Type"), body: body, follows: q.Response != nil,
	})
	return http.DefaultTransport.RoundTrip(q)
}

// draftIn gives the part of an address that names the draft, or "".
func draftIn(address string) string {
	rest, ok := strings.CutPrefix(address, "/domande/")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(rest, "/")
	return id
}

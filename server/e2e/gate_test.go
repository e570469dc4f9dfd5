package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"sync"
	"testing"
	"time"

	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/server/stage"
)

// gate stands between a browser and a site: it counts what is posted, lets a
// test hold answers back, and loses what comes through while it is closed.
type gate struct {
	*httptest.Server
	mu     sync.Mutex
	posts  map[string]int // by verb
	held   map[string]chan struct{}
	closed func(*http.Request) bool
	ends   bool // sessions seem to end soon
}

func newGate(t *testing.T, s *stage.Stage) *gate {
	t.Helper()
	to, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	g := &gate{posts: map[string]int{}, held: map[string]chan struct{}{}}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		verb := g.note(r)
		if g.lost(r) {
			panic(http.ErrAbortHandler)
		}
		if held := g.holding(verb); held != nil {
			<-held
		}
		r.Header.Del("Accept-Encoding") // what is rewritten must be read
		proxy.ServeHTTP(w, r)
	}))
	proxy.ModifyResponse = g.soon
	t.Cleanup(g.Close)
	return g
}

var lasts = regexp.MustCompile(`data-session="\d+"`)

// soon lets a session seem to end soon, until it is prolonged.
func (g *gate) soon(r *http.Response) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.ends || r.StatusCode >= 300 {
		return nil
	}
	if r.Request.URL.Path == "/sessione" && r.Request.Method == http.MethodGet {
		r.Header.Set("Session-Seconds", "100")
	}
	content, err := io.ReadAll(r.Body)
	content = lasts.ReplaceAll(content, []byte(`data-session="121"`))
	r.Body = io.NopCloser(bytes.NewReader(content))
	r.ContentLength = int64(len(content))
	r.Header.Del("Content-Length")
	return err
}

// action is the verb in a form, however it is written.
var action = regexp.MustCompile(`(?:_action=|name="_action"\r\n\r\n)(\w+)`)

// note counts a post by what it is for.
func (g *gate) note(r *http.Request) string {
	if r.Method != http.MethodPost {
		return r.Method
	}
	content, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(content))
	verb := r.URL.Path
	if m := action.FindSubmatch(content); m != nil {
		verb = string(m[1])
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.posts[verb]++
	return verb
}

func (g *gate) count(verb string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.posts[verb]
}

// posted waits until a verb was posted as often as a number says.
func (g *gate) posted(verb string, times int) func() error {
	return func() error {
		for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
			if g.count(verb) == times {
				return nil
			}
		}
		return fmt.Errorf("%s was not posted %d times: %v", verb, times, g.posts)
	}
}

// hold keeps every post of a verb waiting until the function given back is called.
func (g *gate) hold(t *testing.T, verb string) (release func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	held := make(chan struct{})
	g.held[verb] = held
	release = sync.OnceFunc(func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		delete(g.held, verb)
		close(held)
	})
	t.Cleanup(release)
	return release
}

func (g *gate) holding(verb string) chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.held[verb]
}

// posts names every post.
func posts(r *http.Request) bool { return r.Method == http.MethodPost }

// lose loses the requests that a test names; nil loses none.
func (g *gate) lose(which func(*http.Request) bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = which
}

func (g *gate) lost(r *http.Request) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed != nil && g.closed(r)
}

// begun is a window at the first page of the service of these tests.
func begun(t *testing.T, width int64) (*browser.Window, *gate) {
	t.Helper()
	s := perform(t, service(t, "testdata/live").Program)
	s.Set(engine.Outside{Now: morning})
	g := newGate(t, s)
	w, err := chromium.Open(g.URL, width, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	if err := (&browser.Driver{Window: w, Service: "live"}).Start(engine.Outside{}); err != nil {
		t.Fatal(err)
	}
	return w, g
}

package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/renderer"
	"sportello/server/attachment"
	"sportello/server/catalogue"
	"sportello/server/config"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
	"sportello/server/web"
)

// town is a server with its data, which can be stopped and started again.
type town struct {
	*httptest.Server
	data string
	demo bool
	log  *lines
	of   string // the folder of its services under testdata; services unless given
	// A town that citizens sign in to knows its address before it starts.
	listener  net.Listener
	address   string
	providers []web.Provider
	late      atomic.Int64                    // by how much its clock is ahead
	stands    *atomic.Pointer[time.Time]      // where its clock stands; nil if it runs
	profile   string                          // a file; the default municipality unless given
	around    func(web.Services) web.Services // puts something around the catalogue
	forgetful bool                            // its desk knows no edition any more
	slow      func()                          // happens while a request waits for the store to give a draft
	store     *sqlstore.Store
	stop      func()
}

func (tw *town) now() time.Time {
	if tw.stands != nil {
		return *tw.stands.Load()
	}
	return time.Now().Add(time.Duration(tw.late.Load()))
}

// at sets a clock that stands.
func (tw *town) at(instant time.Time) { tw.stands.Store(&instant) }

// lines is a log that tests read.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newTown(t *testing.T) *town {
	t.Helper()
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	return tw
}

func (tw *town) folder() string {
	if tw.of != "" {
		return "testdata/" + tw.of
	}
	return "testdata/services"
}

// start opens everything anew, as a program that was started again does.
func (tw *town) start(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	store, err := sqlite.Open(ctx, tw.data)
	must(t, err)
	if tw.address == "" {
		tw.address = "http://servizi.comune.example"
	}
	files, err := attachment.Open(tw.data+"/attachments", 5<<20)
	must(t, err)
	log := slog.New(slog.NewJSONHandler(tw.log, nil))
	services, err := config.Open(ctx, catalogue.Sources{Definitions: []string{tw.folder()}, Profile: tw.profile}, store, config.Alone, time.Now(), log)
	must(t, err)
	assets, err := renderer.LoadAssets()
	must(t, err)
	tw.store = store
	var offered web.Services = services
	if tw.around != nil {
		offered = tw.around(offered)
	}
	var editions submission.Catalogue = services
	if tw.forgetful {
		editions = submission.NewShelf(nil)
	}
	desk := submission.NewDesk(submission.Ports{
		Catalogue: editions, Corrections: services, Drafts: slowDrafts{store, tw}, Submissions: store, Ratings: store, Files: store, Attachments: files, Profiles: store,
		World: config.World{}, Clock: tw.now, Random: rand.Reader, Zone: services.Zone(), Show: web.Show,
	})
	site, err := web.New(web.Parts{
		Desk: desk, Sessions: store, SignIns: store, Paces: store, Providers: tw.providers, Services: offered, Assets: assets, Clock: tw.now, Random: rand.Reader,
		Log: log, Address: tw.address, Demo: tw.demo,
	})
	must(t, err)
	tw.Server = httptest.NewUnstartedServer(site)
	if tw.listener != nil {
		tw.Server.Listener.Close()
		tw.Server.Listener = tw.listener
	}
	tw.Server.Start()
	tw.stop = func() {
		tw.Server.Close()
		files.Close()
		store.Close()
	}
}

// slowDrafts is a store in which something happens before a draft is given.
type slowDrafts struct {
	submission.DraftStore
	town *town
}

func (s slowDrafts) Draft(ctx context.Context, id, owner string) (submission.Draft, error) {
	if s.town.slow != nil {
		s.town.slow()
	}
	return s.DraftStore.Draft(ctx, id, owner)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser is one citizen's browser: cookies, and no JavaScript.
type browser struct {
	t    *testing.T
	town *town
	jar  http.CookieJar
}

func (tw *town) browser(t *testing.T) *browser {
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &browser{t, tw, jar}
}

// signedIn is a browser of a fictitious citizen.
func (tw *town) signedIn(t *testing.T, citizen string) *browser {
	b := tw.browser(t)
	b.post("/accesso", url.Values{"citizen": {citizen}}).is(http.StatusSeeOther)
	return b
}

// answer is what came back.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	body   string
	at     string // the path that was asked for
}

func (b *browser) do(r *http.Request) *answer {
	b.t.Helper()
	client := &http.Client{Jar: b.jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	// Cookies are for the host, whatever its port is after a restart.
	resp, err := client.Do(r)
	must(b.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(b.t, err)
	return &answer{b.t, resp.StatusCode, resp.Header, string(body), r.URL.Path}
}

func (b *browser) request(method, path string, body io.Reader) *http.Request {
	r, err := http.NewRequest(method, b.town.URL+path, body)
	must(b.t, err)
	return r
}

func (b *browser) get(path string) *answer {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

func (b *browser) post(path string, form url.Values) *answer {
	b.t.Helper()
	r := b.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

// upload posts a form with one file.
func (b *browser) upload(path string, form url.Values, field, name, content string) *answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for key, values := range form {
		for _, v := range values {
			must(b.t, w.WriteField(key, v))
		}
	}
	part, err := w.CreateFormFile(field, name)
	must(b.t, err)
	io.WriteString(part, content)
	must(b.t, w.Close())
	r := b.request(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

// begin starts an application and gives the address of its draft.
func (b *browser) begin(service string) string {
	b.t.Helper()
	to := b.post("/servizi/"+service+"/avvia", url.Values{"privacy": {"yes"}}).goesTo("/domande/")
	draft, _, _ := strings.Cut(to, "/pagine/")
	return draft
}

// fill opens a page and posts it with answers.
func (b *browser) fill(page string, answers url.Values) *answer {
	b.t.Helper()
	return b.post(page, b.get(page).is(http.StatusOK).form(answers))
}

func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: status %d, want %d\n%s", a.at, a.status, status, text(a.body))
	}
	return a
}

// goesTo checks a redirect and gives where it leads.
func (a *answer) goesTo(prefix string) string {
	a.t.Helper()
	a.is(http.StatusSeeOther)
	to := a.header.Get("Location")
	if !strings.HasPrefix(to, prefix) {
		a.t.Fatalf("%s goes to %s, want %s", a.at, to, prefix)
	}
	return to
}

func (a *answer) says(words ...string) *answer {
	a.t.Helper()
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			a.t.Fatalf("%s does not say %q:\n%s", a.at, w, text(a.body))
		}
	}
	return a
}

func (a *answer) lacks(words ...string) *answer {
	a.t.Helper()
	for _, w := range words {
		if strings.Contains(a.body, w) {
			a.t.Fatalf("%s says %q", a.at, w)
		}
	}
	return a
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// form is the page's hidden values with what a citizen writes; the button is
// "next" unless another is given.
func (a *answer) form(answers url.Values) url.Values {
	out := url.Values{"_action": {"next"}}
	for _, m := range hidden.FindAllStringSubmatch(a.body, -1) {
		out.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	for name, values := range answers {
		out[name] = values
	}
	return out
}

var tags = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>|\s+`)

// text is a page without its tags, for messages.
func text(page string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
}

package audit_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/audit"
	"sportello/server/catalogue"
	"sportello/server/rehearsal"
	"sportello/server/stage"
	"sportello/server/web"
)

// setUp puts a service on a stage, and says who can fill it in.
func setUp(t *testing.T) (*stage.Stage, audit.Service) {
	t.Helper()
	s, one := put(t, "accesso-atti", web.Fictitious())
	one.Term, one.Fees, one.Identity = true, true, true
	return s, one
}

func put(t *testing.T, service string, citizens map[string]value.Group) (*stage.Stage, audit.Service) {
	t.Helper()
	found, err := catalogue.Open(catalogue.Sources{}, service)
	must(t, err)
	p := found[0].Program
	s, err := stage.Open(t.TempDir(), p)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	s.Set(engine.Outside{Now: now, Profile: map[string][]engine.Kept{}})
	roles, err := rehearsal.Cast(p, nil, citizens, now, 1)
	must(t, err)
	return s, audit.Service{ID: p.ID(), Title: p.Service().Title.Value, Citizen: roles[0].Citizen, Answers: roles[0].Answers}
}

// A service of three pages is looked at as one of many is.
func TestShortService(t *testing.T) {
	s, one := put(t, "../../examples/tutorial", rehearsal.Nobody())
	for _, c := range run(t, s.URL, one, func(string) bool { return true }).Results {
		if c.Verdict == audit.Missed {
			t.Errorf("%s: %v", c.ID, c.Against)
		}
	}
}

func run(t *testing.T, address string, one audit.Service, letters func(string) bool) *audit.Report {
	t.Helper()
	r, err := audit.Run(t.Context(), audit.Subject{URL: address, Services: []audit.Service{one}, Letters: letters}, time.Now())
	must(t, err)
	return r
}

func TestOurOwnPages(t *testing.T) {
	s, one := setUp(t)
	r := run(t, s.URL, one, func(string) bool { return true })
	for _, c := range r.Results {
		// What a person decides, and what nobody can tell on this machine.
		left := slices.Contains([]string{"C.SE.1.1", "C.SE.2.1", "C.SE.2.2", "C.SE.4.1", "C.SE.5.1", "C.SE.5.2"}, c.ID)
		if want := map[bool]audit.Verdict{true: audit.Person, false: audit.Met}[left]; c.Verdict != want {
			t.Errorf("%s %s: %v", c.ID, c.Verdict, c.Against)
		}
	}
	for _, sheet := range r.Sheets {
		if len(sheet.Against) > 0 {
			t.Errorf("sheet: %v", sheet.Against)
		}
	}
	var page, data bytes.Buffer
	must(t, r.HTML(&page))
	must(t, r.JSON(&data))
	var again audit.Report
	must(t, json.Unmarshal(data.Bytes(), &again))
	if len(again.Results) != 18 || !strings.Contains(page.String(), "C.SE.1.10") {
		t.Errorf("%d criteria; page of %d bytes", len(again.Results), page.Len())
	}
}

// spoilt is a site whose pages say some things otherwise.
func spoilt(t *testing.T, site string, spoils []spoil) string {
	t.Helper()
	otherwise := func(text string) string {
		for _, s := range spoils {
			text = regexp.MustCompile(s.old).ReplaceAllString(text, s.new)
		}
		return text
	}
	to, err := url.Parse(site)
	must(t, err)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Header.Del("Accept-Encoding") },
		ModifyResponse: func(r *http.Response) error {
			for i, c := range r.Header["Set-Cookie"] {
				r.Header["Set-Cookie"][i] = otherwise(c)
			}
			body, err := io.ReadAll(r.Body)
			if kind := r.Header.Get("Content-Type"); strings.HasPrefix(kind, "text/") {
				body = []byte(otherwise(string(body)))
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			r.ContentLength = -1
			r.Header.Del("Content-Length")
			return err
		},
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server.URL
}

// spoil is one thing that pages say otherwise: a pattern, and what stands there.
type spoil struct{ id, old, new string }

// TestEveryCriterionCanBeMissed spoils the pages, and finds the criteria that
// are then not met. Those that would hide each other have runs of their own.
func TestEveryCriterionCanBeMissed(t *testing.T) {
	s, one := setUp(t)
	for _, together := range [][]spoil{
		{
			{"C.SE.1.1", `data-element="service-online-access"`, ""},
			{"C.SE.1.3", "@font-face", `@font-face{font-family:"Comic Sans"}@font-face`},
			{"C.SE.1.7", "Quanto è stato facile usare questo servizio", "Ti è piaciuto"},
			{"C.SE.1.8", `aria-current="step"`, ""},
			{"C.SE.1.10", "Termine massimo", "Forse"},
			{"C.SE.2.1", `data-element="service-cost"`, ""},
			{"C.SE.2.2", `data-element="appointment-booking"`, ""},
			{"C.SE.3.1", "HttpOnly", "Priority=High"},
			{"C.SE.3.2", "https://form.agid.gov.it/", "https://example.org/"},
			{"C.SE.3.3", `data-element="privacy-policy-link"`, ""},
			{"C.SE.4.1", "</main>", strings.Repeat("Una pagina lunga. ", 30_000) + "</main>"},
			{"sheet", "A chi è rivolto", "Per chi"},
		},
		{{"C.SE.1.4", "Conferma e invia", "Avanti"}},
		{{"C.SE.1.5", ` value="[^"]*"([^>]*autocomplete="tel")`, "$1"}},
		{{"C.SE.1.6", `value="save"`, `value="keep"`}},
	} {
		r := run(t, spoilt(t, s.URL, together), one, nil)
		for _, c := range together {
			if !missed(r, c.id) {
				t.Errorf("%s is met, with %q in place of %s", c.id, c.new, c.old)
			}
		}
	}
}

func missed(r *audit.Report, id string) bool {
	if id == "sheet" {
		return len(r.Sheets[0].Against) > 0
	}
	return slices.ContainsFunc(r.Results, func(c audit.Result) bool { return c.ID == id && c.Verdict == audit.Missed })
}

// Whether a letter left is asked where that can be known; else the receipt must
// say that one is written to.
func TestLetters(t *testing.T) {
	s, one := setUp(t)
	silent := spoilt(t, s.URL, []spoil{{"C.SE.1.2", "Ti scriviamo", "Forse"}})
	for _, c := range []struct {
		what, site string
		letters    func(string) bool
		missed     bool
	}{
		{"no letter", s.URL, func(string) bool { return false }, true},
		{"a letter", silent, func(string) bool { return true }, false},
		{"nobody knows", s.URL, nil, false},
		{"nobody knows, and nothing is said", silent, nil, true},
	} {
		r := run(t, c.site, one, c.letters)
		if missed(r, "C.SE.1.2") != c.missed {
			t.Errorf("%s: %+v", c.what, r.Results[1])
		}
	}
}

// TestWhoCannotFinish says what cannot be said.
func TestWhoCannotFinish(t *testing.T) {
	s, one := setUp(t)
	one.Answers = nil
	if r := run(t, s.URL, one, nil); r.Missed() < 8 {
		t.Errorf("%d missed, of a service that nobody can fill in", r.Missed())
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

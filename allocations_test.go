package main_test

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
	"sportello/server/stage"
)

var updateAllocations = flag.Bool("update-allocations", false, "write scripts/allocations anew")

// allocationsFile has what a page and an answer allocate.
const allocationsFile = "scripts/allocations"

// TestAllocations holds what citizens ask for most to the allocations that it
// was found to make. Time says little on a machine that does other things;
// allocations are the same each time, and grow with the work. One that grew by
// more than a twentieth wants a reason: look where from, and if it must be,
//
//	go test . -run Allocations -update-allocations
//
// writes the figures anew, and the commit says why.
func TestAllocations(t *testing.T) {
	known := readAllocations(t)
	var lines strings.Builder
	for _, w := range works(t) {
		w.do() // what is made once is made
		got := testing.AllocsPerRun(200, w.do)
		fmt.Fprintf(&lines, "%.0f %s\n", got, w.name)
		if want := known[w.name]; !*updateAllocations && got > want*1.05 {
			t.Errorf("%s allocates %.0f times, and %s says %.0f", w.name, got, allocationsFile, want)
		}
		delete(known, w.name)
	}
	if *updateAllocations {
		if err := os.WriteFile(allocationsFile, []byte(lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if len(known) > 0 {
		t.Errorf("%s has figures of what is not measured: %v", allocationsFile, known)
	}
}

func readAllocations(t *testing.T) map[string]float64 {
	t.Helper()
	file, err := os.Open(allocationsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	known := map[string]float64{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var figure float64
		if _, err := fmt.Sscan(lines.Text(), &figure); err != nil {
			t.Fatalf("%s: %q: %v", allocationsFile, lines.Text(), err)
		}
		_, name, _ := strings.Cut(lines.Text(), " ")
		known[name] = figure
	}
	return known
}

// work is something that is measured.
type work struct {
	name string
	do   func()
}

func works(t *testing.T) []work {
	assets, err := renderer.LoadAssets()
	check(t, err)
	frame := gallery.Frame("it")
	site, err := renderer.NewFor(assets, frame.Municipality)
	check(t, err)
	out := []work{}
	for _, s := range gallery.Screens("it") {
		if slices.Contains([]string{"page", "summary", "receipt"}, s.Name) {
			out = append(out, work{"rendering the gallery's " + s.Name, func() { check(t, site.Render(io.Discard, s.Template, s.View)) }})
		}
	}
	program := longProgram(t, 50)
	draft := engine.Draft{}
	outside := engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
	for i := range 50 {
		draft, _, _ = program.Accept(draft, outside, fmt.Sprint("pagina-", i), engine.Form(answers(i, "Ada")))
	}
	c := newClient(t, program, outside)
	return append(out,
		work{"walking 50 pages", func() { program.Walk(draft, outside) }},
		work{"accepting one page of 50", func() { program.Accept(draft, outside, "pagina-4", engine.Form(answers(4, "Ada"))) }},
		work{"getting a page over HTTP", c.get}, work{"posting a page over HTTP", c.post},
	)
}

// longProgram is a service of some pages with three fields each; every second
// page has a condition on the page before it.
func longProgram(t *testing.T, pages int) *engine.Program {
	t.Helper()
	source := "service: lungo\nedition: \"1\"\ntitle: Lungo\nidentity: { required: no }\ncontract:\n  type: object\n  properties:\n"
	flow := "pages:\n"
	for i := range pages {
		source += fmt.Sprintf("    p%d:\n      type: object\n      title: Gruppo\n      required: [scelta, nome]\n      properties:\n        scelta: { type: string, title: Scelta, oneOf: [{ const: si, title: Sì }, { const: forse, title: Forse }] }\n        nome: { type: string, title: Nome, maxLength: 80 }\n        importo: { type: number, title: Importo }\n", i)
		flow += fmt.Sprintf("  - page: pagina-%d\n    title: Pagina %[1]d\n", i)
		if i%2 == 1 {
			flow += fmt.Sprintf("    when: 'p%d.scelta == \"si\"'\n", i-1)
		}
		flow += fmt.Sprintf("    fields:\n      - group: p%d\n        fields: [{ field: scelta }, { field: nome }, { field: importo, as: money, when: 'scelta == \"si\"' }]\n", i)
	}
	loaded, faults := definitions.ReadService(fstest.MapFS{"service.yaml": {Data: []byte(source + flow)}}, definitions.Library())
	if faults.Blocking() {
		t.Fatal(faults)
	}
	profile, _ := definitions.ReadProfile(definitions.DefaultProfile())
	program, faults := engine.Compile(loaded, profile, nil)
	if program == nil {
		t.Fatal(faults)
	}
	return program
}

// answers are those of a page of it.
func answers(page int, name string) url.Values {
	p := fmt.Sprintf("p%d.", page)
	return url.Values{
		engine.ShownName: {p + "scelta " + p + "nome " + p + "importo"},
		p + "scelta":     {"si"}, p + "nome": {name}, p + "importo": {"12,50"},
	}
}

// client is a citizen who has an application of it.
type client struct {
	t        *testing.T
	client   http.Client
	site     string
	cookie   *http.Cookie
	draft    string
	revision int
}

func newClient(t *testing.T, p *engine.Program, o engine.Outside) *client {
	s, err := stage.Open(t.TempDir(), p)
	check(t, err)
	t.Cleanup(func() { check(t, s.Close()) })
	s.Set(o)
	c := &client{t: t, site: s.URL, revision: 1}
	c.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(c.client.CloseIdleConnections)
	c.cookie, err = s.SignIn()
	check(t, err)
	to := c.ask(http.MethodPost, "/servizi/lungo/avvia", url.Values{"privacy": {"yes"}})
	c.draft, _, _ = strings.Cut(to, "/pagine/")
	return c
}

func (c *client) ask(method, path string, form url.Values) (location string) {
	r, err := http.NewRequest(method, c.site+path, strings.NewReader(form.Encode()))
	check(c.t, err)
	r.AddCookie(c.cookie)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := c.client.Do(r)
	check(c.t, err)
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode >= 400 {
		c.t.Fatalf("%s %s: %s %v", method, path, answer.Status, err)
	}
	return answer.Header.Get("Location")
}

func (c *client) get() { c.ask(http.MethodGet, c.draft+"/pagine/pagina-0", nil) }

func (c *client) post() {
	form := answers(0, fmt.Sprint("Ada ", c.revision))
	form.Set("_rev", fmt.Sprint(c.revision))
	form.Set("_action", "next")
	if c.ask(http.MethodPost, c.draft+"/pagine/pagina-0", form) == "" {
		c.t.Fatal("the page was not accepted")
	}
	c.revision++
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

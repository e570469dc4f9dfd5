package stage_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/server/stage"
)

// longService is a service of n pages with three fields each; every second page
// has a condition on the page before it.
func longService(n int) fstest.MapFS {
	const group = `    p%d:
      type: object
      title: Gruppo
      required: [scelta, nome]
      properties:
        scelta: { type: string, title: Scelta, oneOf: [{ const: si, title: Sì }, { const: forse, title: Forse }] }
        nome: { type: string, title: Nome, maxLength: 80 }
        importo: { type: number, title: Importo }
`
	const page = `  - page: pagina-%[1]d
    title: Pagina %[1]d%[2]s
    fields:
      - group: p%[1]d
        fields: [{ field: scelta }, { field: nome }, { field: importo, as: money, when: 'scelta == "si"' }]
`
	var contract, pages strings.Builder
	for i := range n {
		when := ""
		if i%2 == 1 {
			when = fmt.Sprintf("\n    when: 'p%d.scelta == \"si\"'", i-1)
		}
		fmt.Fprintf(&contract, group, i)
		fmt.Fprintf(&pages, page, i, when)
	}
	head := "service: lungo\nedition: \"1\"\ntitle: Lungo\nidentity: { required: no }\ncontract:\n  type: object\n  properties:\n"
	return fstest.MapFS{"service.yaml": {Data: []byte(head + contract.String() + "pages:\n" + pages.String())}}
}

func compile(b *testing.B, files fstest.MapFS) *engine.Program {
	b.Helper()
	loaded, faults := definitions.ReadService(files, definitions.Library())
	if faults.Blocking() {
		b.Fatal(faults)
	}
	profile, _ := definitions.ReadProfile(definitions.DefaultProfile())
	program, faults := engine.Compile(loaded, profile, nil)
	if program == nil {
		b.Fatal(faults)
	}
	return program
}

// BenchmarkPages is one request of a form that is filled to the end, of ten
// pages and of two hundred. For two hundred it tells how many times as long it
// takes as for ten.
func BenchmarkPages(b *testing.B) {
	short, long := filled(b, 10), filled(b, 200)
	b.Run("get/10", func(b *testing.B) { beside(b, "", short.get, nil) })
	b.Run("get/200", func(b *testing.B) { beside(b, "10-pages-x", long.get, short.get) })
	b.Run("post/10", func(b *testing.B) { beside(b, "", short.post, nil) })
	b.Run("post/200", func(b *testing.B) { beside(b, "10-pages-x", long.post, short.post) })
}

// application is one of the long service.
type application struct {
	browser  *browser
	draft    string // its address
	revision int
}

// filled opens a stage and fills in all pages.
func filled(b *testing.B, pages int) *application {
	b.Helper()
	s, err := stage.Open(b.TempDir(), compile(b, longService(pages)))
	must(b, err)
	return begin(onStage(b, s)()).fill(pages)
}

// onStage closes a stage at the end, and gives the function that signs somebody
// in on it.
func onStage(b *testing.B, s *stage.Stage) (signIn func() *browser) {
	b.Cleanup(func() { must(b, s.Close()) })
	s.Set(engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)})
	return func() *browser { return signedIn(b, s) }
}

// begin starts an application.
func begin(w *browser) *application {
	begun := w.ask(post("/servizi/lungo/avvia", "privacy=yes"))
	return &application{browser: w, draft: "/domande/" + draftIn(begun.header.Get("Location")), revision: 1}
}

func (a *application) fill(pages int) *application {
	for i := range pages {
		if to := a.answer(i); i == pages-1 && to != a.draft+"/riepilogo" {
			a.browser.tb.Fatalf("the last of %d pages leads to %s", pages, to)
		}
	}
	return a
}

// send sends it.
func (a *application) send() {
	to := a.browser.ask(post(a.draft+"/riepilogo", fmt.Sprintf("_rev=%d&_action=send", a.revision))).header.Get("Location")
	if !strings.HasPrefix(to, "/pratiche/") {
		a.browser.tb.Fatalf("the application was not sent, but led to %s", to)
	}
}

// get asks for a page in the middle of the first ten.
func (a *application) get() { a.browser.ask(get(a.draft + "/pagine/pagina-4")) }

// post answers it anew.
func (a *application) post() { a.answer(4) }

// answer posts a page with a name it has not had, and gives where it leads.
func (a *application) answer(i int) string {
	p := fmt.Sprintf("p%d.", i)
	form := url.Values{
		engine.ShownName: {p + "scelta " + p + "nome " + p + "importo"},
		"_rev":           {fmt.Sprint(a.revision)}, "_action": {"next"},
		p + "scelta": {"si"}, p + "nome": {fmt.Sprint("Ada ", a.revision)}, p + "importo": {"12,50"},
	}
	to := a.browser.ask(post(fmt.Sprintf("%s/pagine/pagina-%d", a.draft, i), form.Encode())).header.Get("Location")
	if to == "" {
		a.browser.tb.Fatalf("page %d was not accepted", i)
	}
	a.revision++
	return to
}

// BenchmarkService is what a service of the program costs to compile, once, and
// to walk through, at every request.
func BenchmarkService(b *testing.B) {
	for _, j := range journeys {
		if j.name == "tutorial-postgres" {
			continue // the same service
		}
		svc := open(b, j.service)
		b.Run("compile/"+j.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if p, faults := svc.With(nil); p == nil {
					b.Fatal(faults)
				}
			}
		})
		told := record(b, svc, j.story, j.store)
		b.Run("walk/"+j.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				told.walk()
			}
		})
	}
}

package engine_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
)

// longForm is a service of n pages with three fields each; every second page
// has a condition on the page before it.
func longForm(n int) fstest.MapFS {
	var contract, pages strings.Builder
	for i := range n {
		fmt.Fprintf(&contract, "    p%d:\n      type: object\n      title: Gruppo\n      required: [scelta, nome]\n      properties:\n        scelta: { type: string, title: Scelta, oneOf: [{ const: si, title: Sì }, { const: forse, title: Forse }] }\n        nome: { type: string, title: Nome, maxLength: 80 }\n        importo: { type: number, title: Importo }\n", i)
		when := ""
		if i%2 == 1 {
			when = fmt.Sprintf("\n    when: 'p%d.scelta == \"si\"'", i-1)
		}
		fmt.Fprintf(&pages, "  - page: pagina-%d\n    title: Pagina %d%s\n    fields:\n      - group: p%d\n        fields: [{ field: scelta }, { field: nome }, { field: importo, as: money, when: 'scelta == \"si\"' }]\n", i, i, when, i)
	}
	return fstest.MapFS{"service.yaml": {Data: []byte(
		"service: lungo\nedition: \"1\"\ntitle: Lungo\nidentity: { required: no }\ncontract:\n  type: object\n  properties:\n" +
			contract.String() + "pages:\n" + pages.String())}}
}

// compile compiles a service made of files.
func compile(tb testing.TB, files fstest.MapFS) *engine.Program {
	tb.Helper()
	loaded, faults := definitions.ReadService(files, definitions.Library())
	if faults.Blocking() {
		tb.Fatal(faults)
	}
	profile, _ := definitions.ReadProfile(definitions.DefaultProfile())
	program, faults := engine.Compile(loaded, profile, nil)
	if program == nil {
		tb.Fatal(faults)
	}
	return program
}

// filled answers every page of the long form.
func filled(tb testing.TB, p *engine.Program, n int) engine.Draft {
	tb.Helper()
	d, o := engine.Draft{}, clockAt()
	for i := range n {
		d, _, _ = p.Accept(d, o, fmt.Sprintf("pagina-%d", i), formOf(i))
	}
	if j := p.Walk(d, o); !j.Complete {
		tb.Fatalf("the long form is not complete: %d pages", len(j.Pages))
	}
	return d
}

func formOf(i int) engine.Form {
	p := fmt.Sprintf("p%d.", i)
	return engine.Form{
		engine.ShownName: {p + "scelta " + p + "nome " + p + "importo"},
		p + "scelta":     {"si"}, p + "nome": {"Ada"}, p + "importo": {"12,50"},
	}
}

func clockAt() engine.Outside {
	return engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
}

func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{10, 200} {
		files := longForm(n)
		b.Run(fmt.Sprint(n, "-pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compile(b, files)
			}
		})
	}
}

// BenchmarkAccept is one posted page of a form that is otherwise filled: the
// whole path is walked, the page checked, the draft written.
func BenchmarkAccept(b *testing.B) {
	for _, n := range []int{10, 200} {
		p := compile(b, longForm(n))
		d := filled(b, p, n)
		o, form := clockAt(), formOf(4)
		b.Run(fmt.Sprint(n, "-pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Accept(d, o, "pagina-4", form)
			}
		})
	}
}

func BenchmarkWalk(b *testing.B) {
	for _, n := range []int{10, 200} {
		p := compile(b, longForm(n))
		d, o := filled(b, p, n), clockAt()
		b.Run(fmt.Sprint(n, "-pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Walk(d, o)
			}
		})
	}
}

// BenchmarkDraft is what storing and loading a draft costs.
func BenchmarkDraft(b *testing.B) {
	for _, n := range []int{10, 200} {
		p := compile(b, longForm(n))
		d := filled(b, p, n)
		b.Run(fmt.Sprint(n, "-pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stored, err := p.EncodeDraft(d)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := p.DecodeDraft(stored); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkComplete is a submission: the whole path, and the schema.
func BenchmarkComplete(b *testing.B) {
	for _, n := range []int{10, 200} {
		p := compile(b, longForm(n))
		d, o := filled(b, p, n), clockAt()
		b.Run(fmt.Sprint(n, "-pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := p.Complete(d, o); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}

// ruledForm is a service of n fields on pages of fifty, each with a condition of
// its own on the first field of its page.
func ruledForm(n int) fstest.MapFS {
	var contract, pages strings.Builder
	for i := range n {
		if i%50 == 0 {
			fmt.Fprintf(&contract, "    s%d: { type: integer, title: S }\n", i)
			fmt.Fprintf(&pages, "  - page: p%d\n    title: P\n    fields:\n    - field: s%[1]d\n", i)
		}
		fmt.Fprintf(&contract, "    f%d: { type: string, title: F }\n", i)
		fmt.Fprintf(&pages, "    - { field: f%d, when: 's%d > %d' }\n", i, i-i%50, i)
	}
	return fstest.MapFS{"service.yaml": {Data: []byte(
		"service: lungo\nedition: \"1\"\ntitle: Lungo\nidentity: { required: no }\ncontract:\n  type: object\n  properties:\n" +
			contract.String() + "pages:\n" + pages.String())}}
}

// BenchmarkRules compiles a service of ten thousand rules, and one of a
// thousand. Reading the files is not counted.
func BenchmarkRules(b *testing.B) {
	took := map[int]time.Duration{}
	for _, n := range []int{1_000, 10_000} {
		loaded, faults := definitions.ReadService(ruledForm(n), definitions.Library())
		if faults.Blocking() {
			b.Fatal(faults)
		}
		profile, _ := definitions.ReadProfile(definitions.DefaultProfile())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			before := spent()
			for b.Loop() {
				if p, faults := engine.Compile(loaded, profile, nil); p == nil {
					b.Fatal(faults)
				}
			}
			took[n] = (spent() - before) / time.Duration(b.N)
			b.ReportMetric(float64(took[n].Microseconds())/float64(n), "T13-µs-per-rule")
			if n > 1_000 {
				b.ReportMetric(float64(took[n])/float64(took[1_000]), "T13-x")
			}
		})
	}
}

// BenchmarkLargeForm answers a page of a form of 2,001 questions: its rules, its
// checks, and the whole path.
func BenchmarkLargeForm(b *testing.B) {
	p := compile(b, longForm(667))
	d := filled(b, p, 667)
	o, form := clockAt(), formOf(4)
	b.ReportAllocs()
	before := spent()
	for b.Loop() {
		p.Accept(d, o, "pagina-4", form)
	}
	b.ReportMetric(float64((spent()-before).Microseconds())/float64(b.N)/1000, "T4-ms")
}

// spent is the processor time of this process: what others do on the machine
// does not count.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

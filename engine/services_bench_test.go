package engine_test

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
)

// BenchmarkServices measures each service that comes with the program: compiled
// from its files, and with the longest of its worked cases. The programs stay
// alive, so the tables of the library are there when a service is compiled, as
// in a server that has several.
func BenchmarkServices(b *testing.B) {
	all := services(b, definitions.Services())
	programs := map[string]*engine.Program{}
	for id, files := range all {
		programs[id] = program(b, files)
	}
	for _, id := range slices.Sorted(maps.Keys(programs)) {
		p := programs[id]
		b.Run(id, func(b *testing.B) {
			b.Run("compile", func(b *testing.B) {
				costs(b, func() { compileFiles(b, all[id], p.Profile()) })
				b.ReportMetric(float64(lines(p.Loaded().Bundle)), "lines")
			})
			usesOf(b, longest(b, all[id], p))
		})
	}
}

// costs reports the processor time of doing something once.
func costs(b *testing.B, do func()) {
	b.ReportAllocs()
	before := spent()
	for b.Loop() {
		do()
	}
	b.ReportMetric(float64((spent()-before).Nanoseconds())/1000/float64(b.N), "cpu-µs")
}

// compileFiles does all that lies between the files of a service and its first
// page.
func compileFiles(b *testing.B, files fs.FS, profile *definitions.Profile) {
	loaded, faults := definitions.ReadService(files, definitions.Library())
	if faults.Blocking() {
		b.Fatal(faults)
	}
	if p, faults := engine.Compile(loaded, profile, nil); p == nil {
		b.Fatal(faults)
	}
}

// lines counts what an author writes: the definition, the contract and the blocks
// of the service. Translations, tables and the library are not counted.
func lines(bundle definitions.Bundle) int {
	n := 0
	for name, content := range bundle {
		own := !strings.HasPrefix(name, "library/") && path.Base(path.Dir(name)) != "i18n"
		if own && (path.Ext(name) == ".yaml" || path.Ext(name) == ".json") {
			n += strings.Count(string(content), "\n")
		}
	}
	return n
}

// usesOf measures what a citizen's complete application costs.
func usesOf(b *testing.B, a *application) {
	b.Run("walk", func(b *testing.B) {
		costs(b, func() { a.program.Walk(a.draft, a.outside) })
	})
	b.Run("accept", func(b *testing.B) {
		costs(b, func() { a.program.Accept(a.draft, a.outside, a.page, a.form) })
	})
	b.Run("check", func(b *testing.B) {
		costs(b, func() {
			if _, problems := a.program.Complete(a.draft, a.outside); len(problems) > 0 {
				b.Fatal(problems)
			}
		})
	})
}

// application is a service filled in to the end.
type application struct {
	program *engine.Program
	outside engine.Outside
	draft   engine.Draft
	page    string // the one with the most fields, and how it was sent
	form    engine.Form
}

// longest gives the worked case of a service that goes through the most pages.
func longest(b *testing.B, files fs.FS, p *engine.Program) *application {
	var story scenario.Turn
	for _, t := range scenario.Completed(files, p, 12) {
		if len(t.Path) > len(story.Path) {
			story = t
		}
	}
	driver := &noting{Engine: &scenario.Engine{Program: p}}
	player := scenario.Player{Driver: driver, Answers: story.Answers}
	if err := player.Play(story.Outside); err != nil {
		b.Fatal(err)
	}
	a := &application{p, story.Outside, driver.Draft(), driver.page, driver.form}
	if !p.Walk(a.draft, a.outside).Complete {
		b.Fatal("the longest worked case is not complete")
	}
	return a
}

// noting remembers the longest form that was sent.
type noting struct {
	*scenario.Engine
	page string
	form engine.Form
}

func (n *noting) Send(form engine.Form) error {
	if screen, _ := n.Screen(); len(form) > len(n.form) {
		n.page, n.form = screen.Page, form
	}
	return n.Engine.Send(form)
}

package renderer_test

import (
	"fmt"
	"io"
	"testing"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

// BenchmarkPage renders a page of 40 fields, from the engine's states to HTML.
func BenchmarkPage(b *testing.B) {
	r := shared(b)
	page := engine.PageState{ID: "uno", Title: "Uno"}
	samples := gallery.Samples()
	for i := range 40 {
		s := samples[i%10].States[1]
		s.Path = fmt.Sprintf("campo_%d", i)
		page.Items = append(page.Items, s)
		page.Shown = append(page.Shown, s.Path)
	}
	j := engine.Journey{Outline: []engine.Step{{ID: "uno", Title: "Uno", Open: true}}}
	frame, address := gallery.Frame("it"), renderer.Address{Base: "/d"}
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Render(io.Discard, "page", renderer.NewPage(frame, address, j, page, "1")); err != nil {
			b.Fatal(err)
		}
	}
}

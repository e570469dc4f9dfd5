package renderer_test

import (
	"fmt"
	"io"
	"testing"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

// BenchmarkPage renders pages of several lengths, from the engine's states to
// HTML. A page without fields is what the frame alone costs.
func BenchmarkPage(b *testing.B) {
	for _, fields := range []int{0, 10, 40} {
		b.Run(fmt.Sprintf("%d-fields", fields), func(b *testing.B) { benchmark(b, fields) })
	}
}

func benchmark(b *testing.B, fields int) {
	r := shared(b)
	page := engine.PageState{ID: "uno", Title: "Uno"}
	samples := gallery.Samples()
	for i := range fields {
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

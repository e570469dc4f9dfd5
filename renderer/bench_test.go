package renderer_test

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"slices"
	"testing"
	"time"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

// BenchmarkPage renders pages of several lengths, from the engine's states to
// HTML. A page without fields is what the frame alone costs.
func BenchmarkPage(b *testing.B) {
	for _, fields := range []int{0, 10, 40} {
		b.Run(fmt.Sprintf("%d-fields", fields), func(b *testing.B) {
			r, make := shared(b), longPage(fields)
			b.ReportAllocs()
			for b.Loop() {
				must(b, r.Render(io.Discard, "page", make()))
			}
		})
	}
}

// longPage gives the function that makes the view of a page with so many fields,
// of ten types.
func longPage(fields int) func() renderer.Page {
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
	return func() renderer.Page { return renderer.NewPage(frame, address, j, page, "1") }
}

// BenchmarkBesideHTMLTemplate renders the page of 40 fields in three ways that
// take turns: as the product does, with html/template itself and the same
// templates, and with as many bytes and fields appended by hand.
func BenchmarkBesideHTMLTemplate(b *testing.B) {
	frame := gallery.Frame("it")
	quick, err := renderer.NewFor(assets(b), frame.Municipality)
	must(b, err)
	slow, err := renderer.NewSlow(assets(b), "it")
	must(b, err)
	view := longPage(40)()
	var out bytes.Buffer
	must(b, quick.Render(&out, "page", view))
	hand := byHand(out.Bytes(), view)
	var ours, theirs, least []time.Duration
	for b.Loop() {
		ours = append(ours, took(func() { must(b, quick.Render(io.Discard, "page", view)) }))
		theirs = append(theirs, took(func() { must(b, slow.Render(io.Discard, "page", view)) }))
		least = append(least, took(func() { hand(io.Discard) }))
	}
	b.ReportMetric(0, "ns/op") // of all three
	b.ReportMetric(float64(out.Len()), "page-bytes")
	b.ReportMetric(ratio(ours, theirs), "T9-html-x")
	b.ReportMetric(ratio(ours, least), "T9-hand-x")
}

// byHand gives a function that writes as much as a page: for each field its
// label, name and value, escaped, and everything else as it is known.
func byHand(page []byte, view renderer.Page) func(io.Writer) {
	each := len(page) / len(view.Items)
	return func(w io.Writer) {
		out := make([]byte, 0, len(page)+1024)
		for i, item := range view.Items {
			out = append(out, page[i*each:(i+1)*each]...)
			for _, text := range []string{item.Label, item.Name, item.Value, item.Hint, item.ID, item.Format, item.DescribedBy} {
				out = append(out, template.HTMLEscapeString(text)...)
			}
		}
		w.Write(out[:len(page)])
	}
}

func took(do func()) time.Duration {
	begun := time.Now()
	do()
	return time.Since(begun)
}

// ratio is how many times as long the ones take, by the middle of each.
func ratio(ones, others []time.Duration) float64 {
	slices.Sort(ones)
	slices.Sort(others)
	return float64(ones[len(ones)/2]) / float64(others[len(others)/2])
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

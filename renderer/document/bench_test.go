package document_test

import (
	"testing"

	"sportello/renderer/gallery"
)

func BenchmarkReceipt(b *testing.B) {
	set, view := fonts(b), gallery.Receipt("it")
	for b.Loop() {
		content, err := set.Receipt(view)
		must(b, err)
		b.ReportMetric(float64(len(content)), "bytes")
	}
}

package renderer_test

import (
	"bytes"
	"testing"

	"sportello/renderer"
	"sportello/renderer/gallery"
)

// TestOfOneMunicipality: what is written once is what would be written each
// time, in every language.
func TestOfOneMunicipality(t *testing.T) {
	for _, lang := range []string{"it", "en"} {
		frame := gallery.Frame(lang)
		once, err := renderer.NewFor(assets(t), frame.Municipality)
		if err != nil {
			t.Fatal(err)
		}
		var a, b bytes.Buffer
		view := renderer.NewMessage(frame, "not_found")
		if err := shared(t).Render(&a, "message", view); err != nil {
			t.Fatal(err)
		}
		if err := once.Render(&b, "message", view); err != nil {
			t.Fatal(err)
		}
		if a.String() != b.String() {
			t.Errorf("%s: written once:\n%s\neach time:\n%s", lang, &b, &a)
		}
	}
}

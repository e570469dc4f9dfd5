package renderer_test

import (
	"strings"
	"testing"

	"sportello/renderer"
	"sportello/renderer/gallery"
)

// A letter is plain text: the marks of Markdown, and those that keep an answer from
// being read as Markdown, are not for citizens.
func TestLetterHasNoMarks(t *testing.T) {
	r := renderer.Receipt{Frame: gallery.Frame("it"), Notices: []string{`Entro il **28\/12\/2026**, a Sant\'Anna \(Pisa\).`}}
	if got := renderer.NewLetter(r, "/area").Text; !strings.Contains(got, "Entro il 28/12/2026, a Sant'Anna (Pisa).") {
		t.Errorf("got %s", got)
	}
}

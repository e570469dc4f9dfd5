package renderer_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"sportello/renderer"
	"sportello/renderer/gallery"
	"sportello/renderer/locale"
)

var (
	hiddenText = regexp.MustCompile(`(?s)<(script|style|title)\b.*?</(script|style|title)>`)
	spoken     = regexp.MustCompile(`(?:aria-label|aria-roledescription|title|alt|placeholder|data-text-[a-z-]+)="([^"]*)"`)
	markup     = regexp.MustCompile(`(?s)<[^>]*>`)
	readable   = regexp.MustCompile(`[A-Za-z]{2,}`)
)

// legible are words that are the same in every language.
var legible = map[string]bool{
	"KB": true, "MB": true, "PDF": true, "JPG": true, // units and types of files
	"qps": true, // the tag of the language
}

// Every word that a citizen sees or hears comes from a catalogue or from the
// view: in the pseudo-language no other can be read.
func TestEveryWordCanBeTranslated(t *testing.T) {
	r, err := renderer.NewPseudo(assets(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range gallery.InPseudo() {
		told := map[string]bool{}
		page := hiddenText.ReplaceAllString(render(t, r, s), "")
		texts := []string{markup.ReplaceAllString(page, " ")}
		for _, m := range spoken.FindAllStringSubmatch(page, -1) {
			texts = append(texts, m[1])
		}
		for _, word := range readable.FindAllString(html.UnescapeString(strings.Join(texts, " ")), -1) {
			if !legible[word] && !told[word] {
				told[word] = true
				t.Errorf("%s: %q can be read: it stands in a template or in Go, and in no catalogue", s.Name, word)
			}
		}
	}
}

func TestPseudoKeepsArguments(t *testing.T) {
	for text, want := range map[string]string{
		"Al più {max} file": "ÀÁļ þìíù {max} ƒìíļèé", "[qui](https://a.example)": "[ʠùúìí](https://a.example)",
		"{a": "{a", "": "", "È": "È",
	} {
		if got := locale.Accented(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := locale.For(locale.Pseudo).Text("step.of", locale.Args{"n": 1, "total": 2}); strings.Contains(got, "…") {
		t.Errorf("an argument is lost: %q", got)
	}
}

package web

import (
	"strings"
	"unicode"

	"sportello/definitions"
	"sportello/engine"
	"sportello/renderer/locale"
)

// maxQuery is how long a search may be, in bytes.
const maxQuery = 200

// matches reports whether a service speaks of every word wanted, in any form of
// it that only ends otherwise: "matrimoni" finds "matrimonio".
func matches(p *engine.Program, wanted, language string) bool {
	said := strings.Fields(plainWords(spokenOf(p, language)))
	for _, word := range strings.Fields(plainWords(wanted)) {
		if !speaks(said, word) {
			return false
		}
	}
	return true
}

// spokenOf is all that is said of a service where it is introduced: in Italian,
// which many search in, and in the language that they read.
func spokenOf(p *engine.Program, language string) string {
	sheet := p.Service().Sheet
	texts := []string{
		p.Service().Title.Value, sheet.Category.Value, sheet.Summary.Value,
		sheet.Audience.Value, sheet.Description.Value, categoryOf(p, locale.For(language)).Text,
	}
	for _, t := range []definitions.Text{p.Service().Title, sheet.Summary, sheet.Audience, sheet.Description} {
		texts = append(texts, p.Words(t, language))
	}
	for _, t := range sheet.Topics {
		texts = append(texts, t.Value)
	}
	return strings.Join(texts, " ")
}

// shortWord is how long words are that must stand as they are: in longer ones
// the last vowel may differ.
const shortWord = 4

func speaks(said []string, word string) bool {
	if len(word) > shortWord {
		word = strings.TrimRight(word, "aeio")
	}
	for _, s := range said {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// plainWords takes case, accents and punctuation away.
func plainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, locale.Plain(s))
}

// slug makes a part of an address of words: "Cultura e tempo libero" is
// cultura-e-tempo-libero.
func slug(words string) string { return strings.Join(strings.Fields(plainWords(words)), "-") }

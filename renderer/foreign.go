package renderer

import (
	"bytes"
	"strings"

	"sportello/engine"
)

// Words that nobody translated stay Italian on a page in another language. The
// engine sets them between two marks; the last step of rendering turns the
// marks into lang="it", wherever the words came to stand:
//
//	<p>⟪Motivo⟫</p>                  becomes  <p lang="it">Motivo</p>
//	<p>Entfernen: ⟪Motivo⟫</p>       becomes  <p>Entfernen: <span lang="it">Motivo</span></p>
//	<input value="⟪Pisa⟫">           becomes  <input value="Pisa" lang="it">
//
// A page without marks is left as it is.

const (
	begins = engine.ForeignBegins
	ends   = engine.ForeignEnds
)

// foreign gives a page with its marks turned into languages.
func foreign(page []byte) []byte {
	if !bytes.Contains(page, []byte(begins)) {
		return page
	}
	f := &foreigner{rest: string(page)}
	for f.rest != "" {
		f.text()
		f.tag()
	}
	return []byte(f.out.String())
}

// foreigner goes over a page: text, a tag, text, a tag.
type foreigner struct {
	rest   string
	out    strings.Builder
	inside bool // between the marks
	plain  bool // in an element that has text alone: a title, an option
}

// text writes what stands before the next tag.
func (f *foreigner) text() {
	text, rest := f.rest, ""
	if i := strings.IndexByte(f.rest, '<'); i >= 0 {
		text, rest = f.rest[:i], f.rest[i:]
	}
	f.rest = rest
	for text != "" {
		mark := begins
		if f.inside {
			mark = ends
		}
		words, after, found := strings.Cut(text, mark)
		f.words(words)
		text = after
		f.inside = f.inside != found
	}
}

func (f *foreigner) words(words string) {
	if !f.inside || f.plain || strings.TrimSpace(words) == "" {
		f.out.WriteString(engine.Unmarked(words))
		return
	}
	f.out.WriteString(`<span lang="it">` + engine.Unmarked(words) + `</span>`)
}

// tag writes the next tag. An element that holds nothing but Italian words, or
// has them in an attribute, is said to be Italian itself.
func (f *foreigner) tag() {
	if f.rest == "" {
		return
	}
	end := tagEnd(f.rest)
	tag, rest := f.rest[:end], f.rest[end:]
	italian := strings.Contains(tag, `"`+begins) && strings.Contains(tag, ends+`"`)
	if content, whole := onlyForeign(rest); whole && !f.inside {
		italian, rest = true, content
	}
	tag = engine.Unmarked(tag)
	if italian && !strings.Contains(tag, ` lang="`) && tag[1] != '/' {
		tag = strings.TrimSuffix(tag, ">") + ` lang="it">`
	}
	f.plain = textOnly(tag)
	f.out.WriteString(tag)
	f.rest = rest
}

// tagEnd is where a tag ends. Attributes stand in double quotes.
func tagEnd(tag string) int {
	quoted := false
	for i := range len(tag) {
		switch {
		case tag[i] == '"':
			quoted = !quoted
		case tag[i] == '>' && !quoted:
			return i + 1
		}
	}
	return len(tag)
}

// onlyForeign takes the marks off the content of an element, up to the next
// tag, if nothing stands beside them.
func onlyForeign(rest string) (string, bool) {
	i := strings.IndexByte(rest, '<')
	if i < 0 || !strings.HasPrefix(rest[i:], "</") {
		return rest, false
	}
	text := rest[:i]
	if !strings.HasPrefix(text, begins) || strings.Index(text, ends) != len(text)-len(ends) {
		return rest, false
	}
	return engine.Unmarked(text) + rest[i:], true
}

// textOnly reports whether a tag opens an element that has no elements in it.
func textOnly(tag string) bool {
	for _, name := range []string{"<title", "<option", "<textarea", "<script"} {
		if strings.HasPrefix(tag, name) {
			return true
		}
	}
	return false
}

// Unmarked takes the marks away, for what is no page.
func Unmarked(words string) string { return engine.Unmarked(words) }

// Package locale holds the words of the screens, by language, and writes
// dates, numbers and money the way each language does.
//
// A catalogue is one JSON file in messages: a flat list of keys and texts. A
// text names its arguments in braces: "Al massimo {max} caratteri". A key that
// counts comes twice, as <key>.one and <key>.other. Every catalogue has the same
// keys with the same arguments; a test sees to it.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed messages/*.json
var files embed.FS

// Languages are the languages there are; the first serves where nothing better
// is known.
func Languages() []string { return []string{"it", "en"} }

// Words is the catalogue of one language. It is never changed and may be
// shared.
type Words struct {
	lang  string
	texts map[string]string
}

// Args are the arguments of a text, by name.
type Args = map[string]any

// catalogues reads every file once, at first use.
var catalogues = sync.OnceValue(func() map[string]Words {
	all := map[string]Words{}
	for _, lang := range Languages() {
		w, err := read(lang)
		if err != nil {
			panic(err) // the files are part of the program; tests read them all
		}
		all[lang] = w
	}
	return all
})

func read(lang string) (Words, error) {
	content, err := files.ReadFile("messages/" + lang + ".json")
	if err != nil {
		return Words{}, fmt.Errorf("locale: %w", err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(content, &texts); err != nil {
		return Words{}, fmt.Errorf("locale: %s: %w", lang, err)
	}
	return Words{lang: lang, texts: texts}, nil
}

// For gives the catalogue of a language, or the Italian one.
func For(lang string) Words {
	if w, ok := catalogues()[lang]; ok {
		return w
	}
	return catalogues()[Languages()[0]]
}

// Lang is the tag of the language, as HTML has it.
func (w Words) Lang() string { return w.lang }

// Has reports whether the catalogue has a key.
func (w Words) Has(key string) bool { _, ok := w.texts[key]; return ok }

// Text gives the words of a key, with its arguments in their places. A key
// that the catalogue has not is shown as itself: better odd words than none.
func (w Words) Text(key string, args Args) string {
	text, ok := w.texts[key]
	if !ok {
		return key
	}
	return w.fill(text, args)
}

// Count gives the words of a key for a number of things, which they name as
// {n}.
func (w Words) Count(key string, n int, args Args) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	all := Args{"n": n}
	for k, v := range args {
		all[k] = v
	}
	return w.Text(key+form, all)
}

// fill puts arguments in the places of their names. What an argument holds is
// never looked at again, so that braces in an answer stay braces.
func (w Words) fill(text string, args Args) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(w.argument(name, args))
		text = after
	}
}

func (w Words) argument(name string, args Args) string {
	arg, ok := args[name]
	if !ok {
		return "…"
	}
	return w.Any(arg)
}

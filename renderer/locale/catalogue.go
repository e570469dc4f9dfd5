package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed messages/*.json
var files embed.FS

// first is the language that serves where nothing better is known, and that
// all others are held to.
const first = "it"

// Languages are the languages there are, one for each file of messages: Italian
// before the others.
func Languages() []string { return slices.Clone(languages()) }

// languages looks once: which files there are is asked in every request.
var languages = sync.OnceValue(func() []string {
	entries, err := files.ReadDir("messages")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	all := []string{first}
	for _, e := range entries {
		if lang := strings.TrimSuffix(e.Name(), ".json"); lang != first {
			all = append(all, lang)
		}
	}
	return all
})

// Known reports whether there is a catalogue of a language.
func Known(lang string) bool { return slices.Contains(languages(), lang) }

// catalogues reads every file once, at first use.
var catalogues = sync.OnceValue(func() map[string]Words {
	all := map[string]Words{}
	for _, lang := range languages() {
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
	return Words{lang: lang, texts: texts, style: styleOf(texts), plurals: pluralsOf(lang)}, nil
}

// For gives the catalogue of a language, or the Italian one.
func For(lang string) Words {
	if lang == Pseudo {
		return pseudoWords()
	}
	if w, ok := catalogues()[lang]; ok {
		return w
	}
	return catalogues()[first]
}

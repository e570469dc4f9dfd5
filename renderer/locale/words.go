// Package locale holds the words of the screens, by language, and writes
// dates, numbers and money the way each language does.
//
// A language is one JSON file in messages: a flat list of keys and texts. A
// text names its arguments in braces: "Al massimo {max} caratteri". A key that
// counts comes once for each plural form of the language, as <key>.one, .two,
// .few, .many and .other. Keys that begin with style. say how numbers, money
// and dates are written. Every catalogue has the same keys with the same
// arguments; tests see to it.
package locale

import "strings"

// Words is the catalogue of one language. It is never changed and may be
// shared.
type Words struct {
	lang    string
	texts   map[string]string
	style   style
	plurals plurals
}

// Args are the arguments of a text, by name.
type Args = map[string]any

// Lang is the tag of the language, as HTML has it.
func (w Words) Lang() string { return w.lang }

// Name is what the language calls itself.
func (w Words) Name() string { return w.Text("language.name", nil) }

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
	all := Args{"n": n}
	for k, v := range args {
		all[k] = v
	}
	return w.Text(key+"."+w.plurals.form(n), all)
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

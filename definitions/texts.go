package definitions

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Keyed is a text that citizens read, under the key that translators know it
// by: pages.documento.oggetto.label. Keys are made of ids, which never change,
// so that texts may be moved and reworded. What has no id is numbered.
type Keyed struct {
	Key  string
	Text Text
}

// of lists the texts of a service or block that citizens read, in reading
// order. Texts without words of their own ("{nome} {cognome}") need no
// translation and are left out.
func (t *texts) of(definition any) []Keyed {
	t.found = nil
	t.value(reflect.ValueOf(definition), nil)
	return t.found
}

type texts struct{ found []Keyed }

func (t *texts) value(v reflect.Value, key []string) {
	if v.Type() == reflect.TypeFor[Text]() {
		if text := v.Interface().(Text); hasWords(text.Value) {
			t.found = append(t.found, Keyed{strings.Join(key, "."), text})
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			t.value(v.Elem(), key)
		}
	case reflect.Slice:
		if isMap(v.Type()) {
			t.entries(v, key)
		} else {
			t.list(v, key)
		}
	case reflect.Struct:
		if basicWord(v.Type()) == "" {
			t.structure(v, key)
		}
	}
}

func (t *texts) entries(v reflect.Value, key []string) {
	for i := range v.Len() {
		entry := v.Index(i)
		name := entry.FieldByName("Key").Interface().(String).Value
		t.value(entry.FieldByName("Value"), with(key, name))
	}
}

// list names each element by its id, or by its number among those of its kind.
func (t *texts) list(v reflect.Value, key []string) {
	seen := map[string]int{}
	for i := range v.Len() {
		name := t.idOf(v.Index(i))
		seen[name]++
		switch {
		case name == "":
			name = strconv.Itoa(seen[name])
		case seen[name] > 1:
			name += "-" + strconv.Itoa(seen[name])
		}
		t.value(v.Index(i), with(key, name))
	}
}

// silent are the keys that add nothing to the key of a text.
var silent = []string{"fields", "properties", "items", "oneOf"}

func (t *texts) structure(v reflect.Value, key []string) {
	for _, w := range keysOf(v.Type()).keys {
		switch {
		case w.author:
		case w.kind || slices.Contains(silent, w.name):
			t.value(v.FieldByIndex(w.index), key)
		default:
			t.value(v.FieldByIndex(w.index), with(key, w.name))
		}
	}
}

// with gives a key of its own: the one that it begins with stays as it is.
func with(key []string, name string) []string { return append(key[:len(key):len(key)], name) }

// idKeys are the keys whose value names an element of a list, the best first.
var idKeys = []string{"id", "page", "state", "const", "rule", "on"}

// idOf is what an element of a list is called; "" if it has no name.
func (t *texts) idOf(v reflect.Value) string {
	if v.Kind() != reflect.Struct || basicWord(v.Type()) != "" {
		return ""
	}
	k := keysOf(v.Type())
	for _, kind := range k.kinds() {
		if name := kindName(kind, v.FieldByIndex(must(k.find(kind)).index).Interface()); name != "" {
			return name
		}
	}
	for _, name := range idKeys {
		if w, ok := k.find(name); ok {
			if id := firstWord(v.FieldByIndex(w.index).Interface()); id != "" {
				return id
			}
		}
	}
	return ""
}

func must(k key, _ bool) key { return k }

// kindName names an item by its answer; content is only content.
func kindName(kind string, v any) string {
	if text, ok := v.(Text); ok && text.Value != "" {
		return kind
	}
	return firstWord(v)
}

func firstWord(v any) string {
	switch v := v.(type) {
	case String:
		return v.Value
	case Literal:
		if s, ok := v.Value.(string); ok {
			return s
		}
	case []String:
		if len(v) > 0 {
			return v[0].Value
		}
	}
	return ""
}

// hasWords reports whether a text has letters beside the names of answers.
func hasWords(s string) bool {
	return strings.ContainsFunc(answerName.ReplaceAllString(s, "$2"), unicode.IsLetter)
}

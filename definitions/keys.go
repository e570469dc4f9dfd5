package definitions

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// key is one word of the language: a struct field with a `key` tag.
type key struct {
	name  string
	index []int // of the field, for reflect.Value.FieldByIndex
	typ   reflect.Type
	need  bool     // must be there
	one   bool     // a single value may stand for a list of one
	kind  bool     // the item's kind is named after it
	in    []string // the kinds that may have it; nil where there are no kinds
	words []string // all that it may hold, for editors; nil for anything
	doc   string
	eg    string

	blank  bool // may have nothing after it
	author bool // what it holds is read by authors and officers alone
}

// keyed is a mapping of the language: a struct with keys.
type keyed struct {
	keys []key
	pos  []int // index of the field Pos, nil if there is none
}

// keysByType holds the keys of each struct of the language, by its type. They follow
// from the program, so they are read off once in a process, and never change.
var keysByType sync.Map

// keysOf gives the words of the language that a struct's tags name, embedded
// structs included. They are shared: nobody changes them.
func keysOf(t reflect.Type) keyed {
	if k, known := keysByType.Load(t); known {
		return k.(keyed)
	}
	k := readKeys(t)
	keysByType.Store(t, k)
	return k
}

func readKeys(t reflect.Type) keyed {
	var k keyed
	for f := range fieldsOf(t) {
		name, option, _ := strings.Cut(f.Tag.Get("key"), ",")
		switch {
		case option == "inline":
			k.keys = append(k.keys, inlined(f)...)
		case name != "":
			k.keys = append(k.keys, keyOf(f, name))
		case f.Type == reflect.TypeFor[Pos]():
			k.pos = f.Index
		}
	}
	return k
}

func fieldsOf(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func keyOf(f reflect.StructField, name string) key {
	k := key{name: name, index: f.Index, typ: f.Type, doc: f.Tag.Get("doc"), eg: f.Tag.Get("eg")}
	k.need = f.Tag.Get("need") == "yes"
	k.one = f.Tag.Get("one") == "yes"
	k.kind = f.Tag.Get("kind") == "yes"
	k.blank = f.Tag.Get("blank") == "yes"
	k.author = f.Tag.Get("read") == "author"
	k.words = vocabulary(f.Tag.Get("words"))
	if in := f.Tag.Get("in"); in != "" {
		k.in = strings.Split(in, ",")
	}
	return k
}

func inlined(f reflect.StructField) []key {
	keys := slices.Clone(keysOf(f.Type).keys)
	for i := range keys {
		keys[i].index = append(slices.Clone(f.Index), keys[i].index...)
	}
	return keys
}

func (k keyed) find(name string) (key, bool) {
	i := slices.IndexFunc(k.keys, func(w key) bool { return w.name == name })
	if i < 0 {
		return key{}, false
	}
	return k.keys[i], true
}

// kinds lists the keys that name the kind of an item; none for most structs.
func (k keyed) kinds() []string {
	var names []string
	for _, w := range k.keys {
		if w.kind {
			names = append(names, w.name)
		}
	}
	return names
}

func (k keyed) names() []string {
	names := make([]string, len(k.keys))
	for i, w := range k.keys {
		names[i] = w.name
	}
	return names
}

// fits reports whether the key may stand in an item of a kind.
func (k key) fits(kind string) bool {
	return k.in == nil || k.in[0] == "*" || slices.Contains(k.in, kind)
}

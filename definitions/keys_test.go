package definitions

import (
	"reflect"
	"slices"
	"testing"
)

// reachable lists the structs that a type leads to, itself included.
func reachable(t reflect.Type, seen map[reflect.Type]bool) {
	t = element(t)
	if seen[t] || basicWord(t) != "" {
		return
	}
	seen[t] = true
	for _, w := range keysOf(t).keys {
		reachable(w.typ, seen)
	}
}

func allStructs() map[reflect.Type]bool {
	seen := map[reflect.Type]bool{}
	for _, top := range []any{Service{}, Block{}, Schema{}, Profile{}} {
		reachable(reflect.TypeOf(top), seen)
	}
	return seen
}

func TestEveryKeyIsExplainedAndItsExampleReads(t *testing.T) {
	for s := range allStructs() {
		k := keysOf(s)
		for i, w := range k.keys {
			if w.doc == "" {
				t.Errorf("%s.%s has no words", s.Name(), w.name)
			}
			if slices.Contains(k.names()[:i], w.name) {
				t.Errorf("%s.%s is there twice", s.Name(), w.name)
			}
			for _, kind := range w.in {
				if kind != "*" && !slices.Contains(k.kinds(), kind) {
					t.Errorf("%s.%s is for %s, which is no kind", s.Name(), w.name, kind)
				}
			}
			if faults := readsExample(w); w.eg != "" && len(faults) > 0 {
				t.Errorf("%s.%s: %s: %v", s.Name(), w.name, w.eg, faults)
			}
		}
	}
}

// readsExample reads the example of a key into a struct that has only it.
func readsExample(w key) Faults {
	tag := `key:"` + w.name + `"`
	if w.one {
		tag += ` one:"yes"`
	}
	alone := reflect.StructOf([]reflect.StructField{{Name: "Alone", Type: w.typ, Tag: reflect.StructTag(tag)}})
	return Decode("example", []byte(w.name+": "+w.eg), reflect.New(alone).Interface())
}

func TestNearestWord(t *testing.T) {
	known := []string{"field", "fields", "list", "title", "minLength", "minimum"}
	for written, want := range map[string]string{
		"feild": "field", "fieldz": "field", "titel": "title", "minlength": "minLength",
		"min": "minLength", "xyzzy": "", "l": "", "": "",
	} {
		if got := nearest(written, known); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

package definitions

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// value reads a node into a Go value by the value's type. one allows a single
// value where a list is meant.
func (d *decoder) value(n *yaml.Node, into reflect.Value, one bool) {
	n = resolve(n)
	if d.full() || d.scalar(n, into) {
		return
	}
	if isNull(n) {
		d.add(n, CodeNoValue, "write a value, or remove the key", "there is no value")
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, into.Elem(), one)
	case reflect.Slice:
		if isMap(into.Type()) {
			d.entries(n, into)
		} else {
			d.list(n, into, one)
		}
	case reflect.Struct:
		d.structure(n, into)
	default:
		panic("definitions: cannot read into a " + into.Type().String())
	}
}

func resolve(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// isBlank reports whether nothing is written after a key.
func isBlank(n *yaml.Node) bool {
	return isNull(n) || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == ""
}

// isMap tells Map[T] from other slices: its elements are entries.
func isMap(t reflect.Type) bool {
	return t.PkgPath() == reflect.TypeFor[Pos]().PkgPath() && strings.HasPrefix(t.Name(), "Map[")
}

// list reads a sequence, or a single value if one allows it.
func (d *decoder) list(n *yaml.Node, into reflect.Value, one bool) {
	nodes := n.Content
	if n.Kind != yaml.SequenceNode {
		if !one {
			d.add(n, CodeShape, "write each element on a line of its own with - before it, or [a, b]", "a list is meant here, not %s", shapeOf(n))
			return
		}
		nodes = []*yaml.Node{n}
	}
	into.Set(reflect.MakeSlice(into.Type(), len(nodes), len(nodes)))
	for i, c := range nodes {
		d.value(c, into.Index(i), false)
	}
}

// entries reads a mapping whose keys the author chooses.
func (d *decoder) entries(n *yaml.Node, into reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.add(n, CodeShape, "write it as name: value", "names with values are meant here, not %s", shapeOf(n))
		return
	}
	seen := map[string]bool{}
	for k, v := range pairs(n) {
		if seen[k.Value] {
			continue
		}
		seen[k.Value] = true
		entry := reflect.New(into.Type().Elem()).Elem()
		entry.FieldByName("Key").Set(reflect.ValueOf(String{k.Value, d.at(k)}))
		d.value(v, entry.FieldByName("Value"), false)
		into.Set(reflect.Append(into, entry))
	}
}

// pairs gives the keys and values of a mapping; keys that are no words were
// told of already and are left out.
func pairs(n *yaml.Node) func(yield func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode || k.Tag == "!!null" || k.Tag == "!!merge" {
				continue
			}
			if !yield(k, n.Content[i+1]) {
				return
			}
		}
	}
}

// structure reads a mapping whose keys are words of the language.
func (d *decoder) structure(n *yaml.Node, into reflect.Value) {
	k := keysOf(into.Type())
	if k.pos != nil {
		into.FieldByIndex(k.pos).Set(reflect.ValueOf(d.at(n)))
	}
	if n.Kind != yaml.MappingNode {
		d.add(n, CodeShape, "write it as key: value; the keys are "+strings.Join(k.names(), ", "), "keys with values are meant here, not %s", shapeOf(n))
		return
	}
	seen := map[string]*yaml.Node{}
	for name, v := range pairs(n) {
		word, known := k.find(name.Value)
		if d.full() {
			return
		}
		if !known {
			d.add(name, CodeUnknownKey, unknownAdvice(name.Value, k.names()), "%q is not a key here", name.Value)
			continue
		}
		if seen[word.name] != nil {
			continue
		}
		seen[word.name] = name
		if word.blank && isBlank(v) {
			continue
		}
		d.value(v, into.FieldByIndex(word.index), word.one)
	}
	d.complete(n, k, seen)
}

// unknownAdvice knows that a comma in braces ends a value: half a rule then
// looks like a key.
func unknownAdvice(written string, known []string) string {
	if strings.ContainsAny(written, " ()<>=") {
		return "if this is a part of the value before it, put the whole value in quotes: within braces a comma ends it"
	}
	return didYouMean(written, known)
}

// complete tells of keys that must be there and are not, and of keys that do
// not go together.
func (d *decoder) complete(n *yaml.Node, k keyed, seen map[string]*yaml.Node) {
	for _, w := range k.keys {
		if w.need && seen[w.name] == nil {
			d.add(n, CodeMissingKey, exampleOf(w), "%q is missing: %s", w.name, w.doc)
		}
	}
	if kinds := k.kinds(); len(kinds) > 0 {
		d.kind(n, k, kinds, seen)
	}
}

func exampleOf(w key) string {
	if w.eg == "" {
		return "write " + w.name + ":"
	}
	return "for example " + w.name + ": " + w.eg
}

// shapeOf names what an author wrote, in their words.
func shapeOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return "a single value"
}

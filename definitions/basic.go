package definitions

import "slices"

// String is a word of the language (an id, a type, a path) with its place.
type String struct {
	Value string
	Pos   Pos
}

// Text is words for people, with their place. Where a text may carry answers
// it names them in braces: {path} or {path|words if unanswered}.
type Text struct {
	Value string
	Pos   Pos
}

// Expr is a rule. Source is in the rule language whether the author wrote it
// so or as data; Data tells which. The zero Expr means that none was given.
type Expr struct {
	Source string
	Data   bool
	Pos    Pos
}

// Given reports whether the author wrote a rule.
func (e Expr) Given() bool { return e.Source != "" }

// Literal is a value as written in YAML: nil, bool, string, Number, []any or
// map[string]any.
type Literal struct {
	Value any
	Pos   Pos
}

// Given reports whether the author wrote a value.
func (l Literal) Given() bool { return l.Pos.Line > 0 }

// Number is a number with exactly the digits that were written.
type Number string

// Map keeps the entries of a YAML mapping in their order.
type Map[T any] []Entry[T]

// Over lays the map over another: entries of the same name are its own, the
// others are those under it.
func (m Map[T]) Over(under Map[T]) Map[T] {
	out := slices.Clone(m)
	for _, e := range under {
		if _, given := m.Find(e.Key.Value); !given {
			out = append(out, e)
		}
	}
	return out
}

// Entry is one key of a Map with its value.
type Entry[T any] struct {
	Key   String
	Value T
}

// Find gives the value of a key, and whether there is one.
func (m Map[T]) Find(key string) (T, bool) {
	for _, e := range m {
		if e.Key.Value == key {
			return e.Value, true
		}
	}
	var none T
	return none, false
}

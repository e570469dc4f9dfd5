package rule

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"sportello/engine/value"
)

// Table is a data set ready for look-ups: by the value of a key, by where a
// value falls in ranges, or by both.
type Table struct {
	Rows   []any                  // of value.Group
	Keyed  bool                   // rows are found by a key
	ByKey  map[string]value.Group // by the canonical text of the key column, where it names one row
	Ranged value.Kind             // of the ends of ranges; value.None if there are none
	Bands  map[string][]Band      // of the rows of one key, or of "", in their order
}

// Band is a row with the range that it is for. A nil end is open.
type Band struct {
	Low, High           value.Value
	LowTakes, HighTakes bool // the end itself is in the range
	Row                 value.Group
}

// Find gives the row of a key; nil if there is none.
func (t *Table) Find(key string) value.Group { return t.ByKey[key] }

// find gives the row of a key in whose range a value falls.
func (t *Table) find(key string, v value.Value) value.Group {
	bands := t.Bands[key]
	at, _ := slices.BinarySearchFunc(bands, v, func(b Band, v value.Value) int {
		if b.begins(v) {
			return -1
		}
		return 1
	})
	if at == 0 || !bands[at-1].ends(v) {
		return nil // before the first, or in a gap
	}
	return bands[at-1].Row
}

// begins reports whether a value is not before the band.
func (b Band) begins(v value.Value) bool {
	d, ok := Compare(v, b.Low)
	return b.Low == nil || ok && (d > 0 || d == 0 && b.LowTakes)
}

// ends reports whether a value is not after the band.
func (b Band) ends(v value.Value) bool {
	d, ok := Compare(v, b.High)
	return b.High == nil || ok && (d < 0 || d == 0 && b.HighTakes)
}

// Overlaps reports whether a band has something in common with the next one.
func (b Band) Overlaps(next Band) bool {
	if b.High == nil || next.Low == nil {
		return true
	}
	d, ok := Compare(b.High, next.Low)
	return ok && (d > 0 || d == 0 && b.HighTakes && next.LowTakes)
}

// Empty reports whether nothing falls into a band: it ends before it begins.
func (b Band) Empty() bool {
	if b.Low == nil || b.High == nil {
		return false
	}
	d, ok := Compare(b.Low, b.High)
	return ok && (d > 0 || d == 0 && !(b.LowTakes && b.HighTakes))
}

// lookup compiles lookup(data.name, …): a key, a value that falls in a range, or
// a key and a value.
func (c *compiler) lookup(n ast.Node, args []ast.Node) operand {
	if !c.arity(n, args, 2, 3, "lookup(data.name, key).column") {
		return unknown
	}
	table := c.operand(args[0])
	given := make([]operand, len(args)-1)
	for i, a := range args[1:] {
		given[i] = c.operand(a)
	}
	t := table.table
	if t == nil {
		if table.typ.Kind != value.None {
			c.fault(args[0], CodeType, "write lookup(data.name, key); use find(list, .x == y) for other lists", "lookup needs a data set")
		}
		return unknown
	}
	if !c.suitLookup(n, args, t, given) {
		return unknown
	}
	return operand{typ: *table.typ.Elem, label: table.label, code: lookUp(t, given)}
}

// suitLookup holds what is looked up to what the table is found by.
func (c *compiler) suitLookup(n ast.Node, args []ast.Node, t *Table, given []operand) bool {
	ranged := t.Ranged != value.None
	want, example := 1, "lookup(data.name, key).column"
	switch {
	case ranged && t.Keyed:
		want, example = 2, "lookup(data.name, key, value).column"
	case ranged:
		example = "lookup(data.name, value).column"
	}
	if len(given) != want {
		c.fault(n, CodeArguments, "write "+example, "this table is found by %s", map[bool]string{false: "one value", true: "a key and a value"}[want == 2])
		return false
	}
	if last := given[want-1]; ranged && !fits(last.typ, t.Ranged) {
		c.fault(args[want], CodeType, "write "+example, "the ranges of the table are of %s, this is %s", kindWords(t.Ranged), withArticle(last.typ))
	}
	return true
}

// lookUp is the code of a look-up.
func lookUp(t *Table, given []operand) code {
	first, last := given[0].code, given[len(given)-1].code
	if t.Ranged == value.None {
		return func(e *Env) value.Value { return orNone(t.ByKey[keyOf(first(e))]) }
	}
	return func(e *Env) value.Value {
		v := last(e)
		if v == nil {
			return nil
		}
		key := ""
		if t.Keyed {
			key = keyOf(first(e))
		}
		return orNone(t.find(key, v))
	}
}

// keyOf is the text under which a key is filed; "" for none, which no row has.
func keyOf(v value.Value) string {
	if v == nil {
		return ""
	}
	return Canonical(v)
}

// orNone makes a row that there is not a value that is not.
func orNone(row value.Group) value.Value {
	if row == nil {
		return nil
	}
	return row
}

package definitions

import "slices"

// declaredTypes are the types of what is declared outside the contract.
func declaredTypes() []string {
	return []string{"text", "integer", "decimal", "money", "date", "time", "instant", "yesno", "choice", "choices", "list", "group"}
}

// checkType checks the type of a parameter, fact, input or column.
func checkType(fs *Faults, d Declared, place Pos) {
	t := d.Type.Value
	choice, many := t == "choice" || t == "choices", t == "list" || t == "group"
	switch {
	case t == "":
		return // missing, and told of
	case !slices.Contains(declaredTypes(), t):
		fs.Add(d.Type.Pos, CodeType, didYouMean(t, declaredTypes()), "there is no type %q", t)
	case t == "choice" && len(d.Options) == 0:
		fs.Add(d.Type.Pos, CodeOptions, "write options: [a, b]", "a %s has options", t)
	case !choice && len(d.Options) > 0:
		fs.Add(d.Options[0].Pos, CodeKeyword, "remove options, or write type: choice", "a value of type %s has no options", t)
	case many && len(d.Of) == 0:
		fs.Add(d.Type.Pos, CodeKeyword, "write of: { nome: { type: text } }", "a %s says what it is of", t)
	case !many && len(d.Of) > 0:
		fs.Add(d.Of[0].Key.Pos, CodeKeyword, "remove of, or write type: list", "a value of type %s is not of anything", t)
	}
	n := fs.names()
	for _, o := range d.Of {
		n.name(o.Key)
		checkType(fs, o.Value, o.Key.Pos)
	}
}

// checkSets checks the declarations of tables.
func checkSets(fs *Faults, sets Map[DataSet]) {
	for _, e := range sets {
		fs.names().name(e.Key)
		if e.Value.File.Value != "" {
			*fs = append(*fs, checkColumns(e.Value, e.Key.Pos)...)
		}
	}
}

// checkColumns checks the key and the columns of a table.
func checkColumns(set DataSet, place Pos) Faults {
	var fs Faults
	if set.Key.Value == "" && set.Range == nil {
		fs.Add(place, CodeMissingKey, "for example key: codice", "%q is missing: the column that names a row", "key")
	}
	known := make([]string, len(set.Columns))
	n := fs.names()
	for i, c := range set.Columns {
		known[i] = c.Key.Value
		n.name(c.Key)
		checkType(&fs, c.Value, c.Key.Pos)
		if t := c.Value.Type.Value; t == "list" || t == "group" || t == "choices" {
			fs.Add(c.Value.Type.Pos, CodeType, "put the rows into a table of their own", "a column holds single values, not a %s", t)
		}
	}
	if set.Key.Value != "" && !slices.Contains(known, set.Key.Value) {
		fs.Add(set.Key.Pos, CodeColumns, didYouMean(set.Key.Value, known), "the key %q is not a column", set.Key.Value)
	}
	if set.Range != nil {
		checkRange(&fs, set, known)
	}
	return fs
}

// ordered are the types that a range may have.
var ordered = []string{"integer", "decimal", "money", "date", "time", "instant"}

// checkRange checks that a range has one beginning and one end at most, in
// columns of one type that has an order.
func checkRange(fs *Faults, set DataSet, known []string) {
	r := set.Range
	from, _ := r.From()
	to, _ := r.To()
	if r.AtLeast.Value != "" && r.Above.Value != "" || r.AtMost.Value != "" && r.Below.Value != "" || from.Value+to.Value == "" {
		fs.Add(r.Pos, CodeColumns, "write at_least or above, and at_most or below: { at_least: da, below: a }", "a range has one beginning and one end, or one of the two")
		return
	}
	first := ""
	for _, end := range []String{from, to} {
		column, found := set.Columns.Find(end.Value)
		kind := column.Type.Value
		if kind == "money" || kind == "integer" {
			kind = "decimal"
		}
		switch {
		case end.Value == "":
		case !found:
			fs.Add(end.Pos, CodeColumns, didYouMean(end.Value, known), "%q is not a column", end.Value)
		case !slices.Contains(ordered, kind) || first != "" && kind != first:
			fs.Add(end.Pos, CodeType, "give both columns the same type: money, decimal, integer, date, time or instant", "a range cannot end at a %s", column.Type.Value)
		default:
			first = kind
		}
	}
}

package engine

import (
	"maps"
	"slices"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// tables makes the look-up tables of a service or block.
func (b *builder) tables(sets definitions.Map[definitions.DataSet]) rule.Meaning {
	members := map[string]rule.Meaning{}
	for _, e := range sets {
		read := b.loaded.TableOf(b.dir, e.Value)
		if read == nil {
			continue // a fault already
		}
		typed := b.table(read)
		rows := typed.table.Rows
		members[e.Key.Value] = rule.Meaning{
			Label: orName(read.Set.Title.Value, "data."+e.Key.Value), Type: value.List(typed.elem), Table: typed.table,
			Get: func(*rule.Env) value.Value { return rows },
		}
	}
	return space("data", members)
}

// typedTable is a table with the type of its rows, and what is wrong with it.
type typedTable struct {
	table  *rule.Table
	elem   value.Type
	faults definitions.Faults
}

// table types the rows of a table: once however many blocks use it, and those of
// the library once for all services.
func (b *builder) table(t *definitions.Table) *typedTable {
	if done, ok := b.read[t]; ok {
		return done
	}
	typed := t.Once("rows in "+b.p.zone.String(), func() any {
		m := tableMaker{b: b, from: t, out: &rule.Table{}}
		return m.typed()
	}).(*typedTable)
	b.read[t] = typed
	b.faults = append(b.faults, typed.faults...)
	return typed
}

// tableMaker types one table.
type tableMaker struct {
	b      *builder
	from   *definitions.Table
	out    *rule.Table
	types  []value.Type
	faults definitions.Faults
}

func (m *tableMaker) typed() *typedTable {
	elem := value.Type{Kind: value.Named, Fields: map[string]value.Type{}}
	for _, name := range m.from.Columns {
		d, _ := m.from.Set.Columns.Find(name)
		t := declaredType(d)
		m.types = append(m.types, t)
		elem.Fields[name] = t
	}
	m.out.Keyed = m.from.Set.Key.Value != ""
	m.out.ByKey = make(map[string]value.Group, len(m.from.Rows))
	for _, row := range m.from.Rows {
		g := m.row(row)
		m.out.Rows = append(m.out.Rows, g)
		if m.out.Keyed && m.from.Set.Range == nil {
			m.key(row, g)
		}
	}
	if m.from.Set.Range != nil {
		m.ranges(elem)
	}
	return &typedTable{m.out, elem, m.faults}
}

func (m *tableMaker) row(row definitions.Row) value.Group {
	g := make(value.Group, len(row.Cells))
	for i, cell := range row.Cells {
		if cell == "" || i >= len(m.types) {
			continue
		}
		v, err := Literal(m.types[i], cell, m.b.p.zone)
		if err != nil {
			m.fault(row, CodeTableValue, "mend the cell or the column's type", "%s: %v", m.from.Columns[i], err)
			continue
		}
		g[m.from.Columns[i]] = v
	}
	return g
}

func (m *tableMaker) fault(row definitions.Row, code, advice, format string, args ...any) {
	m.faults.Add(definitions.Pos{File: m.from.File, Line: row.Line, Column: 1}, code, advice, format, args...)
}

// key files a row under its key.
func (m *tableMaker) key(row definitions.Row, g value.Group) {
	key := rule.Canonical(g[m.from.Set.Key.Value])
	if _, twice := m.out.ByKey[key]; twice || key == "" {
		m.fault(row, CodeTableKey, "give each row a key of its own", "the key %s is missing, or that of a row before", key)
	}
	m.out.ByKey[key] = g
}

// lined is a band with the line that it was read from.
type lined struct {
	band rule.Band
	row  definitions.Row
}

// ranges puts the rows in the order of their ranges, those of each key by
// themselves.
func (m *tableMaker) ranges(elem value.Type) {
	from, lowTakes := m.from.Set.Range.From()
	to, highTakes := m.from.Set.Range.To()
	m.out.Ranged = elem.Fields[orName(from.Value, to.Value)].Kind
	groups := map[string][]lined{}
	for i, row := range m.from.Rows {
		g := m.out.Rows[i].(value.Group)
		key := ""
		if m.out.Keyed {
			key = rule.Canonical(g[m.from.Set.Key.Value])
		}
		band := rule.Band{Low: g[from.Value], High: g[to.Value], LowTakes: lowTakes, HighTakes: highTakes, Row: g}
		groups[key] = append(groups[key], lined{band, row})
	}
	m.out.Bands = map[string][]rule.Band{}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		group := groups[key]
		slices.SortStableFunc(group, func(a, b lined) int { return order(a.band, b.band) })
		bands := make([]rule.Band, len(group))
		for i := range group {
			bands[i] = group[i].band
		}
		fillEnds(bands, from.Value == "", to.Value == "")
		m.disjoint(bands, group)
		m.out.Bands[key] = bands
	}
}

// order puts bands by where they begin or, where they have only ends, by where
// they end. An open end is beyond all others.
func order(a, b rule.Band) int {
	x, y, open := a.Low, b.Low, -1
	if x == nil && y == nil {
		x, y, open = a.High, b.High, 1
	}
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return open
	case y == nil:
		return -open
	}
	d, _ := rule.Compare(x, y)
	return d
}

// fillEnds lets bands without a column for one end reach to the next band.
func fillEnds(bands []rule.Band, noLow, noHigh bool) {
	for i := range bands {
		if noHigh && i+1 < len(bands) {
			bands[i].High, bands[i].HighTakes = bands[i+1].Low, !bands[i+1].LowTakes
		}
		if noLow && i > 0 {
			bands[i].Low, bands[i].LowTakes = bands[i-1].High, !bands[i-1].HighTakes
		}
	}
}

// disjoint records a fault for each band that nothing falls into, and for two
// bands that hold the same value: a look-up would not know which one to give.
func (m *tableMaker) disjoint(bands []rule.Band, from []lined) {
	for i, band := range bands {
		switch {
		case band.Empty():
			m.fault(from[i].row, CodeTableRange, "mend its ends", "the range ends before it begins")
		case i > 0 && bands[i-1].Overlaps(band):
			m.fault(from[i].row, CodeTableRange, "let one end where the other begins; for both ends included write at_most, for one left out below or above",
				"the range has values in common with that of line %d", from[i-1].row.Line)
		}
	}
}

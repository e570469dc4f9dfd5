package definitions

import (
	"errors"
	"path"
	"slices"
)

// Budgets of one table.
const (
	MaxTableBytes = 16 << 20
	MaxTableRows  = 100_000
	MaxColumns    = 200
)

// Table is the rows of a data set as they stand in its CSV file. What the
// columns hold is declared in Set, and not looked at here.
type Table struct {
	File    string   // in the bundle
	Set     DataSet  // its declaration; the library's own if it comes from there
	Columns []string // as the first line names them
	Rows    []Row

	content []byte // of the library's tables: the file, shared by all bundles
	faults  Faults
	made    *made // of the library's tables; see Once
}

// Row is one line of a table, its cells in the order of the columns.
type Row struct {
	Line  int
	Cells []string
}

// TableOf finds the table of a data set declared in a service (dir ".") or in
// a block (its Dir); nil if it could not be read.
func (l *Loaded) TableOf(dir string, set DataSet) *Table {
	found := l.Tables[tableFile(dir, set)]
	if found == nil || set.Use.Value != "" {
		return found
	}
	table := *found // one file may be declared twice, with another key
	table.Set, table.made = set, nil
	return &table
}

func tableFile(dir string, set DataSet) string {
	if set.Use.Value != "" {
		return path.Join(libraryDir, "data", set.Use.Value, "table.csv")
	}
	return path.Join(dir, set.File.Value)
}

// tables reads the tables that a service or block declares.
func (l *loader) tables(dir string, sets Map[DataSet]) {
	for _, e := range sets {
		set, place := e.Value, e.Key.Pos
		switch {
		case (set.File.Value == "") == (set.Use.Value == ""):
			l.faults.Add(place, CodeDataSet, "write file: data/uffici.csv, or use: comuni@2024", "a table has either file or use")
		case set.Use.Value != "":
			l.used(set)
		default:
			l.table(dir, set, place)
		}
	}
}

// used reads a table of the library. It is declared there and nowhere else.
func (l *loader) used(set DataSet) {
	place := set.Use.Pos
	known := l.from.list(libraryDir + "/data")
	switch {
	case set.Key.Value != "" || len(set.Columns) > 0 || set.Range != nil:
		l.faults.Add(place, CodeDataSet, "remove key and columns here", "the library declares the key and the columns of %s", set.Use.Value)
		return
	case !slices.Contains(known, set.Use.Value):
		l.faults.Add(place, CodeNoTable, didYouMean(set.Use.Value, known), "the library has no table %s", set.Use.Value)
		return
	}
	dir := path.Join(libraryDir, "data", set.Use.Value)
	var declared DataSet
	if !l.decode(dir+"/table", place, &declared) {
		return
	}
	declared.File = String{"table.csv", place}
	l.faults = append(l.faults, checkColumns(declared, place)...)
	l.sharedTable(dir, declared, place)
}

// sharedTable reads a table of the library, or takes the one that was read
// before from the same files.
func (l *loader) sharedTable(dir string, set DataSet, place Pos) {
	name := tableFile(dir, set)
	content, err := l.open(name, MaxTableBytes, place)
	if err != nil {
		l.noTable(err, name, place)
		return
	}
	declaration := append(l.out.Bundle[dir+"/table.yaml"], l.out.Bundle[dir+"/table.json"]...) // one of them
	table := sharedTable(name, declaration, content, func() *Table { return readTable(name, set, content) })
	l.out.Bundle[name] = table.content
	l.out.Tables[name] = table
	l.faults = append(l.faults, table.faults...)
}

// table reads one CSV file.
func (l *loader) table(dir string, set DataSet, place Pos) {
	if !goodPath(set.File.Value) {
		l.faults.Add(set.File.Pos, CodeFileName, "write a name beside the definition: data/uffici.csv", "%q is not a file of this folder", set.File.Value)
		return
	}
	name := tableFile(dir, set)
	content, err := l.open(name, MaxTableBytes, set.File.Pos)
	if err != nil {
		l.noTable(err, name, set.File.Pos)
		return
	}
	table := readTable(name, set, content)
	l.out.Tables[name] = table
	l.faults = append(l.faults, table.faults...)
}

func (l *loader) noTable(err error, name string, place Pos) {
	if errors.Is(err, errNoFile) {
		l.faults.Add(place, CodeNoFile, "write the file, or correct its name", "there is no file %s", name)
	}
}

func readTable(name string, set DataSet, content []byte) *Table {
	r := &rows{table: &Table{File: name, Set: set}, max: MaxTableRows}
	r.read(content)
	r.table.faults = r.faults
	return r.table
}

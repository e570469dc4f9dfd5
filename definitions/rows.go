package definitions

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// rows reads the rows of a table.
type rows struct {
	table  *Table
	max    int
	faults Faults
}

func (r *rows) at(line, column int) Pos { return Pos{r.table.File, line, column} }

func (r *rows) read(content []byte) {
	switch {
	case len(content) > MaxTableBytes:
		r.faults.Add(r.at(1, 1), CodeTooBig, "make the table smaller", "the file has more than %d bytes", MaxTableBytes)
		return
	case !utf8.Valid(content):
		r.faults.Add(r.at(1, 1), CodeEncoding, "save it as UTF-8", "the file is not UTF-8")
		return
	}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	header, err := in.Read()
	if err != nil {
		r.faults.Add(r.at(1, 1), CodeCSV, "the first line names the columns", "there is no first line")
		return
	}
	if len(header) > MaxColumns {
		r.faults.Add(r.at(1, 1), CodeTooMany, "make the table narrower", "there are more than %d columns", MaxColumns)
		return
	}
	r.table.Columns = header
	if r.header() {
		r.body(in)
	}
}

// header compares the first line with the declared columns.
func (r *rows) header() bool {
	before := len(r.faults)
	declared := make([]string, len(r.table.Set.Columns))
	for i, c := range r.table.Set.Columns {
		declared[i] = c.Key.Value
		if !slices.Contains(r.table.Columns, c.Key.Value) {
			r.faults.Add(r.at(1, 1), CodeColumns, oneOf(r.table.Columns), "the column %q is declared and not in the file", c.Key.Value)
		}
	}
	for i, name := range r.table.Columns {
		switch {
		case slices.Index(r.table.Columns, name) < i:
			r.faults.Add(r.at(1, 1), CodeColumns, "rename one of them", "the column %q is there twice", name)
		case !slices.Contains(declared, name):
			r.faults.Add(r.at(1, 1), CodeColumns, didYouMean(name, declared), "the column %q is in the file and not declared", name)
		}
	}
	return len(r.faults) == before
}

func (r *rows) body(in *csv.Reader) {
	first := map[string]int{}
	column := slices.Index(r.table.Columns, r.table.Set.Key.Value)
	if r.table.Set.Range != nil {
		column = -1 // many rows may have one key
	}
	for len(r.faults) < MaxFaults {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if len(r.table.Rows) >= r.max {
			r.faults.Add(r.at(r.table.Rows[r.max-1].Line, 1), CodeTooMany, "make the table smaller", "there are more than %d rows", r.max)
			return
		}
		if err != nil {
			r.broken(err)
			if !errors.Is(err, csv.ErrFieldCount) {
				return
			}
			continue
		}
		line, _ := in.FieldPos(0)
		r.table.Rows = append(r.table.Rows, Row{line, cells})
		if column >= 0 {
			r.key(cells[column], line, first)
		}
	}
}

func (r *rows) broken(err error) {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		r.faults.Add(r.at(parse.StartLine, 1), CodeCSV, "write as many cells as columns; put cells that hold a comma in quotes", "not a row: %s", parse.Err)
	}
}

// key tells of rows that cannot be found by their key.
func (r *rows) key(key string, line int, first map[string]int) {
	switch {
	case strings.TrimSpace(key) == "":
		r.faults.Add(r.at(line, 1), CodeRowKey, "give the row a key", "the row has no key")
	case first[key] > 0:
		r.faults.Add(r.at(line, 1), CodeRowKey, "give each row a key of its own", "the key %q is also on line %d", key, first[key])
	default:
		first[key] = line
	}
}

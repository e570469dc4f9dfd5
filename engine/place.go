package engine

import (
	"strconv"

	"sportello/engine/value"
)

// place is where a walk stands: a group or a row of the answers, what the draft
// holds for it, and its address. Addresses are made only when somebody asks,
// since most fields of most pages are passed without a word.
type place struct {
	name   string      // of the group or list in the place around
	index  int         // of the row, from 0; -1 in a group
	id     string      // of the row
	stored value.Group // the accepted answers that correspond; nil if there are none

	path, key string
	made      bool

	known *known // in a block of the citizen's profile: what is proposed and kept there
}

// enter goes into a group of the innermost frame.
func (w *walk) enter(g value.Group, name string) {
	var stored value.Group
	if len(w.places) > 0 {
		stored, _ = w.stored(name).(value.Group)
	} else {
		stored = w.draft.Answers
	}
	w.places = append(w.places, place{name: name, index: -1, stored: stored, known: w.knownIn(name)})
	w.env.Push(g, 0)
}

// enterRow goes into a row of a list.
func (w *walk) enterRow(list string, i int, row value.Group) {
	id, _ := row[value.RowID].(string)
	rows, _ := w.stored(list).([]any)
	w.places = append(w.places, place{name: list, index: i, id: id, stored: rowAt(rows, i, id), known: w.knownRow(list, i)})
	w.env.Push(row, i+1)
}

// leave goes back to the place around.
func (w *walk) leave() {
	w.env.Pop()
	w.places = w.places[:len(w.places)-1]
}

// rowAt finds a row by its id. It mostly stands where it stood.
func rowAt(rows []any, i int, id string) value.Group {
	if i < len(rows) {
		if g, ok := rows[i].(value.Group); ok && g[value.RowID] == id {
			return g
		}
	}
	return rowByID(rows, id)
}

func (w *walk) place() *place { return &w.places[len(w.places)-1] }

// stored gives what the draft holds under a name in the innermost place.
func (w *walk) stored(name string) value.Value { return w.place().stored[name] }

// address makes the addresses of a place: with rows by index, as forms name
// fields, and with rows by id, as drafts remember origins.
func (w *walk) address(at int) *place {
	p := &w.places[at]
	if p.made || at == 0 {
		return p
	}
	around := w.address(at - 1)
	p.path, p.key, p.made = joined(around.path, p.name), joined(around.key, p.name), true
	if p.index >= 0 {
		p.path += "." + strconv.Itoa(p.index)
		p.key += "[" + p.id + "]"
	}
	return p
}

// path is the address of a name in the innermost place, rows by index.
func (w *walk) path(name string) string { return joined(w.address(len(w.places)-1).path, name) }

// key is the address with rows by id.
func (w *walk) key(name string) string { return joined(w.address(len(w.places)-1).key, name) }

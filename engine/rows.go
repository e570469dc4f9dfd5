package engine

import (
	"regexp"
	"strconv"
	"strings"

	"sportello/engine/value"
)

// list goes over a repeating group.
func (w *walk) list(n *node, out *[]ItemState) int {
	path := w.path(n.name)
	ids, known := w.rowIDs(n, path)
	required := w.required(n)
	if w.build || w.form != nil {
		w.state.Shown = append(w.state.Shown, path)
	}
	proposed := 0
	if !known && len(ids) == 0 {
		if k := w.place().known; !n.apart {
			proposed = len(k.keptRows(n.name))
		}
		if proposed > 0 {
			ids = w.newRows(proposed)
			w.place().known.rows = true
		} else {
			ids = w.blankRows(n, required)
		}
	}
	fixed, _ := w.bound(n.fixed)
	if missing := fixed - len(ids); missing > 0 {
		ids = append(ids, w.newRows(missing)...)
	}
	if w.accept != nil && w.accept.page == w.page && w.formShows(n) {
		w.accept.keepRows(w, n.name, ids)
	}
	rows := make([]any, 0, len(ids))
	var items []ItemState
	gaps := 0
	for i, id := range ids {
		row := value.Group{value.RowID: id}
		gaps += w.row(n, i, row, &items)
		rows = append(rows, row)
	}
	for i := range min(fixed, len(items)) {
		items[i].Fixed = true
	}
	switch {
	case known:
		w.frame()[n.name] = rows
	case proposed > 0:
		w.place().known.rows = false
		w.frame()[n.name] = rows
		gaps++
	default:
		w.wait(n.name)
		gaps++
	}
	fault := w.rowCount(n, len(ids), known, required)
	if fault != nil {
		gaps++
		if w.tells(fault) {
			w.state.Problems = append(w.state.Problems, *fault)
		}
	}
	if w.form != nil && !w.formShows(n) {
		gaps++
	}
	if w.build {
		w.listState(n, required, items, fault, out)
	}
	return gaps
}

func (w *walk) listState(n *node, required bool, items []ItemState, fault *Problem, out *[]ItemState) {
	s := w.stateOf(n)
	s.Kind, s.Required, s.Items, s.Add = ListItem, required, items, w.say(n.add)
	s.MinItems, s.MaxItems = w.counts(n)
	if fault != nil && w.tells(fault) {
		s.Problems = []Problem{*fault}
	}
	*out = append(*out, s)
}

// row goes over one row, whose answers so far are in the group.
func (w *walk) row(n *node, i int, row value.Group, out *[]ItemState) int {
	id, _ := row[value.RowID].(string)
	w.enterRow(n.name, i, row)
	var items []ItemState
	gaps := w.items(n.items, &items)
	text := ""
	if w.build {
		text = n.row.fill(w, false)
	}
	path := w.address(len(w.places) - 1).path
	w.leave()
	if w.build {
		*out = append(*out, ItemState{Kind: RowItem, Path: path, RowID: id, Text: text, Items: items})
	}
	return gaps
}

// rowCount holds the number of rows to the limits.
func (w *walk) rowCount(n *node, rows int, known, required bool) *Problem {
	switch {
	case !known:
		return nil
	case rows == 0 && required:
		return w.problem(n, ProblemRequired, nil)
	case rows == 0 && n.min == nil:
		return nil
	}
	return w.countWithin(n, rows)
}

// rowIDs gives the ids of the rows there are: those of the form, or those
// accepted before.
func (w *walk) rowIDs(n *node, path string) (ids []string, known bool) {
	if w.formShows(n) {
		return w.formRows(path), true
	}
	v, known := w.place().stored[n.name]
	rows, _ := v.([]any)
	for _, row := range rows {
		if g, ok := row.(value.Group); ok {
			id, _ := g[value.RowID].(string)
			ids = append(ids, id)
		}
	}
	return ids, known || w.draft.Sent
}

// blankRows are the empty rows that a new list is shown with.
func (w *walk) blankRows(n *node, required bool) []string {
	least, _ := w.counts(n)
	if required {
		least = max(least, 1)
	}
	return w.newRows(least)
}

func (w *walk) newRows(count int) []string {
	ids := make([]string, 0, count)
	for range count {
		ids = append(ids, w.newRow())
	}
	return ids
}

// newRow gives an id that no row has had, nor one that is being posted.
func (w *walk) newRow() string {
	w.rows = max(w.rows, highestRow(w.form)) + 1
	return rowName(w.rows)
}

func rowName(n int) string { return "r" + strconv.Itoa(n) }

// ownRowName is an id that newRow gives.
var ownRowName = regexp.MustCompile(`^r\d+$`)

// rowShape is what an id of a row may be. It is ours, or came with answers from
// a file.
var rowShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// formRows reads the ids of the rows that a form posts, in their order. A row
// without a proper id, or with another's, gets one of its own.
func (w *walk) formRows(path string) []string {
	count := formRowCount(w.form, path)
	ids := make([]string, 0, count)
	seen := map[string]bool{}
	for i := range count {
		id := ""
		if posted := w.form[path+"."+strconv.Itoa(i)+"."+value.RowID]; len(posted) > 0 {
			id = posted[0]
		}
		if !rowShape.MatchString(id) || seen[id] {
			id = w.newRow()
		}
		seen[id] = true
		ids = append(ids, id)
	}
	return ids
}

// maxFormRows bounds the rows of one list that are read from a form; more than
// any contract allows, so that too many is a problem and not a silence.
const maxFormRows = 1000

// formRowCount is one more than the highest index posted under a list.
func formRowCount(f Form, path string) int {
	count := 0
	for name := range f {
		rest, ok := strings.CutPrefix(name, path+".")
		if !ok {
			continue
		}
		index, _, _ := strings.Cut(rest, ".")
		if i, err := strconv.Atoi(index); err == nil && i >= 0 && i < maxFormRows {
			count = max(count, i+1)
		}
	}
	return count
}

// each goes again through the rows of a list filled before.
func (w *walk) each(n *node, out *[]ItemState) int {
	rows, _ := w.frame()[n.name].([]any)
	var items []ItemState
	gaps := 0
	for i, row := range rows {
		row, ok := row.(value.Group)
		if !ok || !w.rowHolds(n, i, row) {
			continue
		}
		gaps += w.row(n, i, row, &items)
	}
	if w.build && len(items) > 0 {
		s := w.stateOf(n)
		s.Kind, s.Items = EachItem, items
		*out = append(*out, s)
	}
	return gaps
}

func (w *walk) rowHolds(n *node, i int, row value.Group) bool {
	w.enterRow(n.name, i, row)
	defer w.leave()
	return w.holds(n.when, n.rules)
}

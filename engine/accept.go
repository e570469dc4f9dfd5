package engine

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"sportello/engine/rule"
	"sportello/engine/value"
)

// acceptance collects the answers of a page while it is being accepted. Groups
// of the draft are copied when first written to, so that the draft given stays
// as it was.
type acceptance struct {
	page    *page
	form    Form
	answers value.Group
	copied  map[string]value.Group // by key
	origins map[string]Origin
	chosen  map[string]string
	rows    int // the highest number of a row posted

	proposed []string // fields left empty that only now have a proposal
}

// Accept takes a posted page. If it is valid its answers become the draft's;
// if not, the page is kept in the draft exactly as typed. The page is nil if it
// is not on the path; it is kept as typed for when it comes back.
func (p *Program) Accept(d Draft, o Outside, id string, f Form) (Draft, *PageState, *Journey) {
	pg := p.pageNamed(id)
	if pg == nil {
		return d, nil, p.Walk(d, o)
	}
	f = maps.Clone(f)
	delete(f, uncheckedName)
	f = keptAway(f, d.Typed[id])
	w := p.newWalk(&d, o)
	w.accept = &acceptance{
		page: pg, form: f, answers: maps.Clone(d.Answers),
		copied: map[string]value.Group{}, origins: maps.Clone(d.Origins), chosen: maps.Clone(d.Chosen),
	}
	if w.accept.answers == nil {
		w.accept.answers = value.Group{}
	}
	if w.accept.origins == nil {
		w.accept.origins = map[string]Origin{}
	}
	if w.accept.chosen == nil {
		w.accept.chosen = map[string]string{}
	}
	j := w.journey(id) // also the journey of what comes out: later pages see the new answers
	state := pageState(j, id)
	out := d
	out.Typed = maps.Clone(d.Typed)
	if state == nil {
		out.Typed = typed(out.Typed, id, f)
		return out, nil, j
	}
	out.Rows = max(w.rows, w.accept.rows)
	if state.Done || len(state.Stops) > 0 && len(state.Problems) == 0 {
		delete(out.Typed, id)
		out.Answers, out.Origins, out.Chosen = w.accept.answers, w.accept.origins, w.accept.chosen
	} else {
		out.Typed = typed(out.Typed, id, notShown(f, w.accept.proposed))
	}
	return out, state, j
}

func pageState(j *Journey, id string) *PageState {
	for i := range j.Pages {
		if j.Pages[i].ID == id {
			return &j.Pages[i]
		}
	}
	return nil
}

func (p *Program) pageNamed(id string) *page {
	for _, pg := range p.pages {
		if pg.id == id {
			return pg
		}
	}
	return nil
}

func typed(m map[string]Form, id string, f Form) map[string]Form {
	if m == nil {
		m = map[string]Form{}
	}
	m[id] = f
	return m
}

// target gives the group that a key leads to, copied for writing.
func (a *acceptance) target(key string) value.Group {
	if key == "" {
		return a.answers
	}
	if g, ok := a.copied[key]; ok {
		return g
	}
	around, step := "", key
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		around, step = key[:i], key[i+1:]
	}
	outer := a.target(around)
	name, id, isRow := strings.Cut(step, "[")
	var g value.Group
	if isRow {
		g = ownRow(outer, name, strings.TrimSuffix(id, "]"))
	} else {
		old, _ := outer[name].(value.Group)
		if g = maps.Clone(old); g == nil {
			g = value.Group{}
		}
		outer[name] = g
	}
	a.copied[key] = g
	return g
}

// ownRow copies a row of a list for writing.
func ownRow(outer value.Group, name, id string) value.Group {
	rows, _ := outer[name].([]any)
	rows = slices.Clone(rows)
	outer[name] = rows
	for i, row := range rows {
		if g, ok := row.(value.Group); ok && g[value.RowID] == id {
			g = maps.Clone(g)
			rows[i] = g
			return g
		}
	}
	return value.Group{value.RowID: id}
}

// keep writes the answer of one field.
func (a *acceptance) keep(w *walk, n *node, g given, proposal value.Value, locked bool) {
	if locked {
		a.origins[w.key(n.name)] = Followed // the value is never taken from a post
		return
	}
	if g.fault != nil {
		return
	}
	a.target(w.address(len(w.places) - 1).key)[n.name] = g.value
	if n.def == nil {
		return
	}
	a.origins[w.key(n.name)] = Overridden
	if same(g.value, proposal) {
		a.origins[w.key(n.name)] = Followed
	}
}

// same reports whether an answer is the proposal; left empty where nothing was
// proposed is the same too.
func same(a, b value.Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	if d, ok := rule.Compare(a, b); ok {
		return d == 0
	}
	switch a.(type) {
	case string, bool:
		return a == b
	}
	x, ok := a.([]any)
	y, ok2 := b.([]any)
	return ok && ok2 && slices.EqualFunc(x, y, same)
}

// keepRows writes which rows a list has, in their order; what is known of a row
// stays with its id.
func (a *acceptance) keepRows(w *walk, name string, ids []string) {
	g := a.target(w.address(len(w.places) - 1).key)
	old, _ := g[name].([]any)
	rows := make([]any, 0, len(ids))
	for _, id := range ids {
		row := rowByID(old, id)
		if row == nil {
			row = value.Group{value.RowID: id}
		}
		rows = append(rows, row)
		if n, err := strconv.Atoi(strings.TrimPrefix(id, "r")); err == nil && n < 1_000_000 {
			a.rows = max(a.rows, n)
		}
	}
	g[name] = rows
}

// Edit keeps a page as it is typed and changes one thing on it: "add:PATH" adds
// a row to a list, "remove:PATH.I" takes one away, "drop:PATH:ID" takes a file
// away; any other action just keeps it. Nothing is validated.
func (p *Program) Edit(d Draft, o Outside, id string, f Form, action string) (Draft, *PageState) {
	if p.pageNamed(id) == nil {
		return d, nil
	}
	if f = maps.Clone(f); f == nil {
		f = Form{}
	}
	f = keptAway(f, d.Typed[id])
	f[uncheckedName] = []string{"yes"}
	verb, path, _ := strings.Cut(action, ":")
	out := d
	out.Rows = max(d.Rows, highestRow(f)) // also of a row that is taken away before it is ever sent
	switch verb {
	case "add":
		out.Rows++
		f[path+"."+strconv.Itoa(formRowCount(f, path))+"."+value.RowID] = []string{rowName(out.Rows)}
	case "remove":
		if !p.fixedRow(out, o, id, f, path) {
			f = removeRow(f, path)
		}
	case "drop":
		field, file, _ := strings.Cut(path, ":")
		f[field] = slices.DeleteFunc(slices.Clone(f[field]), func(id string) bool { return id == file })
	}
	out.Typed = typed(maps.Clone(d.Typed), id, f)
	state, _ := p.Page(out, o, id)
	if state == nil {
		return d, nil
	}
	return out, state
}

// fixedRow reports whether a row may not be taken away.
func (p *Program) fixedRow(d Draft, o Outside, page string, f Form, path string) bool {
	d.Typed = typed(maps.Clone(d.Typed), page, f)
	state, _ := p.Page(d, o, page)
	return state != nil && anyItem(state.Items, func(i ItemState) bool { return i.Kind == RowItem && i.Path == path && i.Fixed })
}

func anyItem(items []ItemState, is func(ItemState) bool) bool {
	return slices.ContainsFunc(items, func(i ItemState) bool { return is(i) || anyItem(i.Items, is) })
}

// highestRow is the highest number of a row of ours in a form.
func highestRow(f Form) int {
	highest := 0
	for name, ids := range f {
		if !strings.HasSuffix(name, "."+value.RowID) || len(ids) == 0 {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(ids[0], "r")); err == nil && n < 1_000_000 {
			highest = max(highest, n)
		}
	}
	return highest
}

// removeRow takes the row at "list.2" out of a form; the rows after it move up.
func removeRow(f Form, path string) Form {
	list, index, ok := cutLast(path)
	gone, err := strconv.Atoi(index)
	if !ok || err != nil {
		return f
	}
	out := Form{}
	for name, values := range f {
		if name == ShownName {
			values = movedNames(values, list, gone)
		} else if name = moved(name, list, gone); name == "" {
			continue
		}
		out[name] = values
	}
	return out
}

func cutLast(path string) (before, after string, ok bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", "", false
	}
	return path[:i], path[i+1:], true
}

// moved renames a name under a list when a row is gone; "" if it was in that
// row.
func moved(name, list string, gone int) string {
	rest, ok := strings.CutPrefix(name, list+".")
	if !ok {
		return name
	}
	index, after, _ := strings.Cut(rest, ".")
	i, err := strconv.Atoi(index)
	switch {
	case err != nil || i < gone:
		return name
	case i == gone:
		return ""
	}
	return joined(list+"."+strconv.Itoa(i-1), after)
}

func movedNames(lists []string, list string, gone int) []string {
	var names []string
	for _, l := range lists {
		for _, name := range strings.Fields(l) {
			if name = moved(name, list, gone); name != "" {
				names = append(names, name)
			}
		}
	}
	return []string{strings.Join(names, " ")}
}

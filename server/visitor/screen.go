package visitor

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/engine/value"
)

// Place says where in an application a page is: pagine and the id of a page of
// the flow, riepilogo, esito, or "" outside of it.
func (p *Page) Place() string {
	steps := strings.Split(strings.Trim(p.URL.Path, "/"), "/")
	if len(steps) < 3 || steps[0] != "domande" {
		return ""
	}
	return strings.Join(steps[2:], "/")
}

// Sent reports whether the page is what follows an application that was sent.
func (p *Page) Sent() bool {
	return strings.HasPrefix(p.URL.Path, "/pratiche/") || p.Place() == "pagamento"
}

// Screen reads the page that is to be filled; nil if there is none.
func (p *Page) Screen() (*scenario.Screen, error) {
	id, ok := strings.CutPrefix(p.Place(), "pagine/")
	if !ok {
		return nil, nil
	}
	f := p.FormWith(engine.ShownName)
	if f == nil {
		return nil, fmt.Errorf("%w: page %s (%d) has no form", ErrUnexpected, id, p.Status)
	}
	s := &scenario.Screen{Page: id, Shown: strings.Fields(strings.Join(f.Values()[engine.ShownName], " "))}
	s.Items = items(f)
	for _, words := range p.Errors() {
		s.Problems = append(s.Problems, engine.Problem{Page: id, Text: words})
	}
	s.Opened = len(s.Problems) == 0
	return s, nil
}

// items makes of a form what a player fills: fields, and lists with their rows.
func items(f *Form) []engine.ItemState {
	lists := map[string][]rowAt{} // rows by list; a page may show only some of them
	addable := map[string]bool{}
	for _, c := range f.Controls {
		if row, ok := strings.CutSuffix(c.Name, "."+value.RowID); ok && c.Kind == "hidden" {
			at := strings.ReplaceAll(row, ".", "/")
			lists[path.Dir(at)] = append(lists[path.Dir(at)], rowAt{at, c.Value})
		}
		if list, ok := strings.CutPrefix(c.Value, "add:"); ok && c.Name == "_action" {
			addable[strings.ReplaceAll(list, ".", "/")] = true
		}
	}
	r := reader{form: f, proposed: f.Values(), lists: lists, addable: addable}
	return r.under(".")
}

// reader puts the flat controls of a form back into lists and rows. Paths are
// kept with slashes.
type reader struct {
	form     *Form
	proposed url.Values // what the page proposes
	lists    map[string][]rowAt
	addable  map[string]bool
}

// rowAt is a row: its path and its id.
type rowAt struct{ path, id string }

// under gives the items whose innermost row is a given one ("." is the page).
func (r reader) under(row string) []engine.ItemState {
	var out []engine.ItemState
	seen := map[string]bool{}
	for _, c := range r.form.Controls {
		name := strings.ReplaceAll(c.Name, ".", "/")
		if strings.HasPrefix(c.Name, "_") || c.Kind == "submit" || c.Kind == "button" || r.rowOf(name) != row || seen[name] {
			continue
		}
		if strings.HasSuffix(name, "/"+value.RowID) {
			continue
		}
		if c.Kind == "file" {
			name = strings.TrimSuffix(name, "/upload")
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, r.field(c, strings.ReplaceAll(name, "/", ".")))
		}
	}
	for _, list := range r.listsUnder(row) {
		out = append(out, r.list(list))
	}
	return out
}

// rowOf gives the innermost row that a name is in.
func (r reader) rowOf(name string) string {
	for at := path.Dir(name); at != "."; at = path.Dir(at) {
		if _, isList := r.lists[path.Dir(at)]; isList {
			if _, err := strconv.Atoi(path.Base(at)); err == nil {
				return at
			}
		}
	}
	return "."
}

func (r reader) listsUnder(row string) []string {
	var out []string
	for list := range r.lists {
		if r.rowOf(list) == row {
			out = append(out, list)
		}
	}
	for list := range r.addable {
		if _, known := r.lists[list]; !known && r.rowOf(list) == row {
			out = append(out, list)
		}
	}
	slices.Sort(out)
	return out
}

func (r reader) list(list string) engine.ItemState {
	i := engine.ItemState{Kind: engine.EachItem, Path: strings.ReplaceAll(list, "/", ".")}
	if r.addable[list] {
		i.Kind = engine.ListItem
	}
	for _, row := range r.lists[list] {
		i.Items = append(i.Items, engine.ItemState{Kind: engine.RowItem, Path: strings.ReplaceAll(row.path, "/", "."), RowID: row.id, Items: r.under(row.path)})
	}
	return i
}

// field makes a field of a control, with what the page proposes for it.
func (r reader) field(c Control, name string) engine.ItemState {
	i := engine.ItemState{Kind: engine.FieldItem, Path: name, Locked: c.ReadOnly, Type: kindOf(c, r.form)}
	i.Raw = r.proposed[name]
	return i
}

// holdsFile reports whether a name is that of files: one can be added to it, or
// taken away from it.
func (f *Form) holdsFile(name string) bool {
	return slices.ContainsFunc(f.Controls, func(c Control) bool {
		return c.Name == name+".upload" || c.Name == "_action" && strings.HasPrefix(c.Value, "drop:"+name+":")
	})
}

// kindOf guesses from a control what is typed there.
func kindOf(c Control, f *Form) string {
	switch {
	case c.Kind == "file":
		return "file"
	case c.Kind == "hidden" && f.holdsFile(c.Name):
		return "file"
	case c.Kind == "select" || c.Kind == "radio":
		return "choice"
	case c.Kind == "checkbox":
		for _, other := range f.Controls {
			if other.Name == c.Name && other.Value != c.Value {
				return "choices"
			}
		}
		if c.Value == "yes" {
			return "declaration"
		}
		return "choices"
	case c.Decimal:
		return "decimal"
	}
	return "text"
}

package visitor

import (
	"errors"
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

// Driver plays a scenario through the pages of a site. It is a scenario.Driver.
type Driver struct {
	Visitor *Visitor
	Service string
	// SignIn brings the window from the sign-in page to where it was going.
	SignIn func(*Visitor) error

	uploads map[string]*upload // by the id that the player was given
	Sent    bool               // the application was sent
}

// upload is a file that a story attaches. The site names it once it has it.
type upload struct {
	name, id string
}

// ErrUnexpected means that a page is not what the journey should lead to.
var ErrUnexpected = errors.New("unexpected page")

// Start begins a new application.
func (d *Driver) Start(engine.Outside) error {
	d.uploads, d.Sent = map[string]*upload{}, false
	if err := d.Visitor.Open("/servizi/" + d.Service + "/avvia"); err != nil {
		return err
	}
	if strings.HasPrefix(d.Visitor.page.URL.Path, "/accesso") && d.SignIn != nil {
		if err := d.SignIn(d.Visitor); err != nil {
			return err
		}
	}
	for range 3 { // a notice or two may stand before the first page
		if d.place() != "" {
			return nil
		}
		f := d.entryForm()
		if f == nil {
			return fmt.Errorf("%w: %s (%d) offers no way to begin", ErrUnexpected, d.Visitor.page.URL.Path, d.Visitor.page.Status)
		}
		if err := d.Visitor.Send(f, ticked(f), nil, "", ""); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: %s", ErrUnexpected, d.Visitor.page.URL.Path)
}

// ticked is what a form posts when every box on it is ticked.
func ticked(f *Form) url.Values {
	v := f.Values()
	for _, c := range f.Controls {
		if c.Kind == "checkbox" && !c.Checked {
			v.Add(c.Name, c.Value)
		}
	}
	return v
}

// entryForm is the form that begins an application: the one of this address.
func (d *Driver) entryForm() *Form {
	for _, f := range d.Visitor.page.Forms() {
		if u, err := d.Visitor.page.URL.Parse(f.Action); err == nil && strings.HasSuffix(u.Path, "/avvia") {
			return f
		}
	}
	return nil
}

// place says where in the application the window is: a page's id, riepilogo,
// esito, or "" outside of it.
func (d *Driver) place() string {
	steps := strings.Split(strings.Trim(d.Visitor.page.URL.Path, "/"), "/")
	if len(steps) < 3 || steps[0] != "domande" {
		return ""
	}
	return strings.Join(steps[2:], "/")
}

func (d *Driver) flowPage() (string, bool) { return strings.CutPrefix(d.place(), "pagine/") }

// Screen reads the page that is to be filled; nil if there is none.
func (d *Driver) Screen() (*scenario.Screen, error) {
	id, ok := d.flowPage()
	if !ok {
		return nil, nil
	}
	f := d.Visitor.page.FormWith(engine.ShownName)
	if f == nil {
		return nil, fmt.Errorf("%w: page %s (%d) has no form", ErrUnexpected, id, d.Visitor.page.Status)
	}
	s := &scenario.Screen{Page: id, Shown: strings.Fields(strings.Join(f.Values()[engine.ShownName], " "))}
	s.Items = items(f)
	for _, words := range d.Visitor.page.Errors() {
		s.Problems = append(s.Problems, engine.Problem{Page: id, Text: words})
	}
	s.Opened = len(s.Problems) == 0
	return s, nil
}

// Send posts the page.
func (d *Driver) Send(form engine.Form) error { return d.post(form, "next") }

// Change adds or removes a row.
func (d *Driver) Change(form engine.Form, action string) error { return d.post(form, action) }

func (d *Driver) post(form engine.Form, action string) error {
	f := d.Visitor.page.FormWith(engine.ShownName)
	if f == nil {
		return ErrNoForm
	}
	values, files := url.Values{}, []Upload{}
	for name, list := range form {
		for _, v := range list {
			u, isUpload := d.uploads[v]
			switch {
			case isUpload && u.id == "":
				files = append(files, Upload{name + ".upload", u.name, sample(u.name)})
			case isUpload:
				values.Add(name, u.id)
			default:
				values.Add(name, v)
			}
		}
	}
	for name, list := range f.Values() {
		if strings.HasPrefix(name, "_") && name != engine.ShownName {
			values[name] = list
		}
	}
	if err := d.Visitor.Send(f, values, files, "_action", action); err != nil {
		return err
	}
	d.name(files)
	return nil
}

// name finds the ids that the site gave to files just sent, if the page came
// back: they are posted with it from now on.
func (d *Driver) name(files []Upload) {
	f := d.Visitor.page.FormWith(engine.ShownName)
	if f == nil || len(files) == 0 {
		return
	}
	taken := map[string]bool{}
	for _, u := range d.uploads {
		taken[u.id] = true
	}
	for _, file := range files {
		for _, id := range f.Values()[strings.TrimSuffix(file.Field, ".upload")] {
			if taken[id] {
				continue
			}
			taken[id] = true
			d.nameOne(file.Name, id)
			break
		}
	}
}

func (d *Driver) nameOne(name, id string) {
	for _, u := range d.uploads {
		if u.name == name && u.id == "" {
			u.id = id
			return
		}
	}
}

// Attach notes a file; it is sent with the page.
func (d *Driver) Attach(_, name string) (string, error) {
	id := "upload-" + strconv.Itoa(len(d.uploads)+1)
	d.uploads[id] = &upload{name: name}
	return id, nil
}

// Submit confirms the summary. Elsewhere there is nothing to confirm.
func (d *Driver) Submit() error {
	if d.place() != "riepilogo" {
		return nil
	}
	for _, f := range d.Visitor.page.Forms() {
		u, err := d.Visitor.page.URL.Parse(f.Action)
		if err != nil || !strings.HasSuffix(u.Path, "/riepilogo") {
			continue
		}
		if err := d.Visitor.Send(f, f.Values(), nil, "_action", "send"); err != nil {
			return err
		}
		d.Sent = strings.HasPrefix(d.Visitor.page.URL.Path, "/pratiche/") || d.place() == "pagamento"
		return nil
	}
	return fmt.Errorf("%w: the summary cannot be sent", ErrUnexpected)
}

// items makes of a form what a player fills: fields, and lists with their rows.
func items(f *Form) []engine.ItemState {
	lists := map[string][]string{} // ids of rows by list
	addable := map[string]bool{}
	for _, c := range f.Controls {
		if row, ok := strings.CutSuffix(c.Name, "."+value.RowID); ok && c.Kind == "hidden" {
			lists[path.Dir(strings.ReplaceAll(row, ".", "/"))] = append(lists[path.Dir(strings.ReplaceAll(row, ".", "/"))], c.Value)
		}
		if list, ok := strings.CutPrefix(c.Value, "add:"); ok && c.Name == "_action" {
			addable[strings.ReplaceAll(list, ".", "/")] = true
		}
	}
	r := reader{form: f, lists: lists, addable: addable}
	return r.under(".")
}

// reader puts the flat controls of a form back into lists and rows. Paths are
// kept with slashes.
type reader struct {
	form    *Form
	lists   map[string][]string
	addable map[string]bool
}

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
	for n, id := range r.lists[list] {
		row := path.Join(list, strconv.Itoa(n))
		i.Items = append(i.Items, engine.ItemState{Kind: engine.RowItem, Path: strings.ReplaceAll(row, "/", "."), RowID: id, Items: r.under(row)})
	}
	return i
}

// field makes a field of a control, with what the page proposes for it.
func (r reader) field(c Control, name string) engine.ItemState {
	i := engine.ItemState{Kind: engine.FieldItem, Path: name, Locked: c.ReadOnly, Type: kindOf(c, r.form)}
	i.Raw = r.form.Values()[name]
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

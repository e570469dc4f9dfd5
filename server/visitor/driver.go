package visitor

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/scenario"
)

// Driver plays a scenario through the pages of a site. It is a scenario.Driver.
type Driver struct {
	Visitor *Visitor
	Service string
	// Citizen is who one signs in as where a demonstration asks for it.
	Citizen string
	// SignIn brings the window from the sign-in page to where it was going.
	SignIn func(*Visitor) error

	uploads map[string]*upload // by the id that the player was given
	Sent    bool               // the application was sent
}

// upload is a file that a story attaches. The site names it once it has it.
type upload struct {
	name, id string
}

// ErrClosed means that the service takes no applications now.
var ErrClosed = errors.New("the service takes no applications now")

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
		if d.Visitor.page.Place() != "" {
			return nil
		}
		f := d.entryForm()
		if f == nil && d.Visitor.page.URL.Path == "/servizi/"+d.Service {
			return ErrClosed
		}
		if f == nil {
			return fmt.Errorf("%w: %s (%d) offers no way to begin", ErrUnexpected, d.Visitor.page.URL.Path, d.Visitor.page.Status)
		}
		values := ticked(f)
		if d.Citizen != "" {
			values.Set("citizen", d.Citizen)
		}
		if err := d.Visitor.Send(f, values, nil, "", ""); err != nil {
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

// Screen reads the page that is to be filled; nil if there is none.
func (d *Driver) Screen() (*scenario.Screen, error) { return d.Visitor.page.Screen() }

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
				files = append(files, Upload{name + ".upload", u.name, Sample(u.name)})
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
	if d.Visitor.page.Place() != "riepilogo" {
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
		d.Sent = d.Visitor.page.Sent()
		return nil
	}
	return fmt.Errorf("%w: the summary cannot be sent", ErrUnexpected)
}

package browser

import (
	"fmt"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/visitor"
)

// Driver plays a scenario in a window. It is a scenario.Driver.
type Driver struct {
	Window  *Window
	Service string
	Folder  string // where files to attach are written
	Sent    bool   // the application was sent

	uploads map[string]string // names of files, by the id that the player was given
}

// Start begins a new application: a notice or two may stand before its first page.
func (d *Driver) Start(engine.Outside) error {
	d.uploads, d.Sent = map[string]string{}, false
	if err := d.Window.Go("/servizi/" + d.Service + "/avvia"); err != nil {
		return err
	}
	for range 3 {
		if d.Window.Page().Place() != "" {
			return nil
		}
		if err := d.enter(); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: %s", visitor.ErrUnexpected, d.Window.Page().URL.Path)
}

// entry is the form that begins an application.
const entry = `form[action$="/avvia"]`

// enter ticks the boxes of the entry, and goes on.
func (d *Driver) enter() error {
	for _, f := range d.Window.Page().Forms() {
		for _, c := range f.Controls {
			if c.Kind != "checkbox" || c.Checked {
				continue
			}
			if err := d.Window.Click(label(c)); err != nil {
				return err
			}
		}
	}
	return d.Window.Press(entry + ` button[type="submit"]`)
}

// Screen reads the page that is to be filled; nil if there is none.
func (d *Driver) Screen() (*scenario.Screen, error) { return d.Window.Page().Screen() }

// Send fills the page and goes on.
func (d *Driver) Send(form engine.Form) error { return d.post(form, "next") }

// Change fills the page, and adds or removes a row.
func (d *Driver) Change(form engine.Form, action string) error { return d.post(form, action) }

// post fills the page and presses a button. Where what is filled in brings other
// questions on the page at once, they are read first, and nothing is pressed.
func (d *Driver) post(form engine.Form, action string) error {
	f := d.Window.Page().FormWith(engine.ShownName)
	if f == nil {
		return visitor.ErrNoForm
	}
	changed, err := d.fill(f, form)
	if err != nil || changed {
		return err
	}
	if d.Window.scripts && strings.Contains(action, ":") {
		return d.Window.Does(Action(action))
	}
	return d.Window.Press(Action(action))
}

// Action names the button that does something. The page has one more for the
// Enter key, which nobody sees.
func Action(does string) string {
	return fmt.Sprintf(`button[name="_action"][value=%q]:not([aria-hidden])`, does)
}

// Attach notes a file; it is chosen when its page is filled.
func (d *Driver) Attach(_, name string) (string, error) {
	id := "upload-" + strconv.Itoa(len(d.uploads)+1)
	d.uploads[id] = name
	return id, nil
}

// Submit confirms the summary. Elsewhere there is nothing to confirm.
func (d *Driver) Submit() error {
	if d.Window.Page().Place() != "riepilogo" {
		return nil
	}
	if err := d.Window.Press(Action("send")); err != nil {
		return err
	}
	d.Sent = d.Window.Page().Sent()
	return nil
}

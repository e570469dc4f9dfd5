package browser

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/chromedp/kb"

	"sportello/engine"
	"sportello/server/visitor"
)

// ErrCannot means that a person could not do it on this page.
var ErrCannot = errors.New("nobody could do that on this page")

// fill brings the controls of a form to what is wanted, as a person would: what
// is right already is left alone. It stops where other questions come up.
func (d *Driver) fill(f *visitor.Form, wanted engine.Form) (changed bool, err error) {
	for _, c := range f.Controls {
		if err := d.control(f, c, wanted); err != nil {
			return false, fmt.Errorf("%s: %w", c.Name, err)
		}
		if changed, err := d.Window.Settle(); changed || err != nil {
			return changed, err
		}
	}
	return false, nil
}

func (d *Driver) control(f *visitor.Form, c visitor.Control, form engine.Form) error {
	wanted := form[c.Name]
	switch c.Kind {
	case "hidden", "submit", "button":
		return nil
	case "radio":
		return d.radio(c, wanted)
	case "checkbox":
		if slices.Contains(wanted, c.Value) != c.Checked {
			return d.Window.Click(label(c))
		}
		return nil
	case "select":
		return d.choose(c, first(wanted))
	case "file":
		return d.attach(c, f.Values(), form)
	}
	if c.ReadOnly || first(wanted) == c.Value {
		return nil
	}
	return d.write(field(c), c.Value, first(wanted))
}

// write writes into a field. One that shows its options is left with the Tab key:
// they would lie over what is clicked on next.
func (d *Driver) write(css, before, text string) error {
	if err := d.Window.Type(css, before, text); err != nil {
		return err
	}
	if !d.Window.Has(css + "[role=combobox]") {
		return nil
	}
	return d.Window.Keys(kb.Tab)
}

func (d *Driver) radio(c visitor.Control, wanted []string) error {
	chosen := slices.Contains(wanted, c.Value)
	switch {
	case chosen && !c.Checked:
		return d.Window.Click(label(c))
	case c.Checked && len(wanted) == 0:
		return fmt.Errorf("%w: take back a choice", ErrCannot)
	}
	return nil
}

// choose takes an option. An option that the page does not offer is not taken.
func (d *Driver) choose(c visitor.Control, wanted string) error {
	at := slices.Index(c.Options, wanted)
	if wanted == c.Value || at < 0 {
		return nil
	}
	return d.Window.Choose(field(c), at)
}

// attach chooses the files that the page has not yet.
func (d *Driver) attach(c visitor.Control, proposed url.Values, form engine.Form) error {
	name := strings.TrimSuffix(c.Name, ".upload")
	wanted, there := form[name], proposed[name]
	if len(wanted) <= len(there) {
		return nil
	}
	var paths []string
	for _, id := range wanted[len(there):] {
		path, err := d.file(d.uploads[id])
		if err != nil {
			return err
		}
		paths = append(paths, path)
	}
	return d.Window.Attach(field(c), paths)
}

// file writes a file of a name, of the kind that the name says.
func (d *Driver) file(name string) (string, error) {
	path := filepath.Join(d.Folder, filepath.Base(name))
	return path, os.WriteFile(path, visitor.Sample(name), 0o600)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func field(c visitor.Control) string { return fmt.Sprintf("[name=%q]:not([type=hidden])", c.Name) }

// label names the label of a box: the box itself may be drawn by it.
func label(c visitor.Control) string { return fmt.Sprintf("label[for=%q]", c.ID) }

package scenario

import (
	"sportello/engine"
)

// Driver plays one application: the engine itself, a server, a browser.
type Driver interface {
	// Start begins a new application.
	Start(o engine.Outside) error
	// Screen gives what the citizen sees now: the page with the gap. It is nil
	// when nothing is left to fill.
	Screen() (*Screen, error)
	// Send posts the page. A refused page stays the screen, with its problems.
	Send(form engine.Form) error
	// Change does one thing on the page that does not send it: "add:PATH".
	Change(form engine.Form, action string) error
	// Attach gives the id under which a form names a file of this name.
	Attach(path, name string) (id string, err error)
	// Submit sends the application, if nothing is left to fill.
	Submit() error
}

// Screen is a page as a citizen sees it.
type Screen struct {
	Page     string
	Items    []engine.ItemState
	Shown    []string // what the form says that it shows
	Problems []engine.Problem
	Opened   bool // new fields came up: nothing is wrong, but the page is not done
}

// Engine drives the engine itself.
type Engine struct {
	Program *engine.Program

	outside  engine.Outside
	draft    engine.Draft
	refused  *engine.PageState // the page that was not accepted
	record   *engine.Record
	problems []engine.Problem // why it could not be sent
	files    int
}

// Start begins a new application.
func (d *Engine) Start(o engine.Outside) error {
	program := d.Program
	*d = Engine{Program: program, outside: o}
	return nil
}

// Draft gives what is filled in, to be read only.
func (d *Engine) Draft() engine.Draft { return d.draft }

// Screen gives the page with the gap.
func (d *Engine) Screen() (*Screen, error) {
	j := d.Program.Walk(d.draft, d.outside)
	if len(j.Pages) == 0 || j.Pages[len(j.Pages)-1].Done {
		return nil, nil
	}
	last := j.Pages[len(j.Pages)-1]
	state, _ := d.Program.Page(d.draft, d.outside, last.ID)
	return screenOf(state), nil
}

func screenOf(s *engine.PageState) *Screen {
	return &Screen{Page: s.ID, Items: s.Items, Shown: s.Shown, Problems: s.Problems, Opened: s.Opened}
}

// Send posts the page.
func (d *Engine) Send(form engine.Form) error {
	screen, _ := d.Screen()
	var state *engine.PageState
	d.draft, state, _ = d.Program.Accept(d.draft, d.outside, screen.Page, form)
	d.refused = nil
	switch {
	case state == nil:
	case len(state.Problems) > 0:
		d.refused = state
	case state.Done:
		d.keep(state.Kept)
	}
	return nil
}

// keep puts what is to be kept into the citizen's profile.
func (d *Engine) keep(kept []engine.Kept) {
	for _, k := range kept {
		k.Service, k.At = d.Program.Title(), d.outside.Now
		d.outside.Profile = engine.Keep(d.outside.Profile, k)
	}
}

// Change adds a row.
func (d *Engine) Change(form engine.Form, action string) error {
	screen, _ := d.Screen()
	d.draft, _ = d.Program.Edit(d.draft, d.outside, screen.Page, form, action)
	return nil
}

// Submit judges the whole.
func (d *Engine) Submit() error {
	d.record, d.problems = d.Program.Complete(d.draft, d.outside)
	return nil
}

package durability_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"sportello/engine"
	"sportello/server/visitor"
)

// citizen fills in applications.
type citizen struct {
	driver *visitor.Driver
	draft  string // the address of the application
}

func newCitizen(t *testing.T, site string) *citizen {
	connections := &http.Transport{}
	t.Cleanup(connections.CloseIdleConnections)
	window, err := visitor.New(site, connections)
	must(t, err)
	return &citizen{driver: &visitor.Driver{Visitor: window, Service: "lampione"}}
}

// The places of an application, in the order of the way.
var places = []string{"chi", "luogo", "riepilogo", "inviata"}

// errElsewhere means that the window shows none of the places.
var errElsewhere = errors.New("the window shows no page of the application")

// place is where in the application the window is.
func (c *citizen) place() (string, error) {
	page := c.driver.Visitor.Page()
	at := page.URL.Path
	switch {
	case page.Status != http.StatusOK:
	case strings.HasPrefix(at, "/pratiche/"):
		return "inviata", nil
	case strings.HasPrefix(at, "/domande/"):
		return at[strings.LastIndexByte(at, '/')+1:], nil
	}
	return "", fmt.Errorf("%w but %s, status %d", errElsewhere, at, page.Status)
}

// at checks where the window is.
func (c *citizen) at(want string) error {
	got, err := c.place()
	if err == nil && got != want {
		err = fmt.Errorf("the window shows %s, not %s", got, want)
	}
	return err
}

// begin starts an application.
func (c *citizen) begin() error {
	if err := c.driver.Start(engine.Outside{}); err != nil {
		return err
	}
	c.draft, _, _ = strings.Cut(c.driver.Visitor.Page().URL.Path, "/pagine/")
	return c.at("chi")
}

// fill fills in the page in the window, and posts it.
func (c *citizen) fill(form engine.Form) error {
	screen, err := c.driver.Screen()
	if err != nil || screen == nil {
		return errors.Join(err, c.at("a page to fill"))
	}
	form[engine.ShownName] = screen.Shown
	return c.driver.Send(form)
}

func (c *citizen) name(name string) error { return c.fill(engine.Form{"nome": {name}}) }

// where answers the second page, with a photograph unless photo is "".
func (c *citizen) where(where, photo string) error {
	form := engine.Form{"dove": {where}}
	if photo != "" {
		id, err := c.driver.Attach("foto", photo)
		if err != nil {
			return err
		}
		form["foto"] = []string{id}
	}
	return c.fill(form)
}

// resume opens the application at its address, as from a bookmark.
func (c *citizen) resume() error { return c.driver.Visitor.Open(c.draft) }

// reference is what the receipt in the window says.
func (c *citizen) reference() (string, error) {
	if err := c.at("inviata"); err != nil {
		return "", err
	}
	at := c.driver.Visitor.Page().URL.Path
	reference := at[strings.LastIndexByte(at, '/')+1:]
	if !strings.Contains(visitor.Text(c.driver.Visitor.Page().Root), reference) {
		return "", fmt.Errorf("the receipt does not tell its reference %s", reference)
	}
	return reference, nil
}

// apply fills in and sends a whole application.
func (c *citizen) apply(name, where, photo string) (reference string, err error) {
	steps := []func() error{
		c.begin,
		func() error { return c.name(name) },
		func() error { return c.where(where, photo) },
		func() error { return c.at("riepilogo") },
		c.driver.Submit,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return "", err
		}
	}
	return c.reference()
}

// back is the browser's button: it gives the function that shows again what the
// window shows now, with what was typed.
func (c *citizen) back() func() {
	then := *c.driver.Visitor
	return func() { *c.driver.Visitor = then }
}

func behind(place, reached string) bool {
	return slices.Index(places, place) < slices.Index(places, reached)
}

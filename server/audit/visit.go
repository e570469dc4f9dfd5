package audit

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/engine/value"
	"sportello/server/visitor"
)

// site is everything that was seen.
type site struct {
	Subject
	home, list *visitor.Page
	visits     []*visit
	watch      *watch
}

// visit is one service, from its sheet to the receipt.
type visit struct {
	Service
	sheet, entered *visitor.Page
	pages          []*visitor.Page // of the flow, as they were shown
	summary        *visitor.Page
	receipt        *visitor.Page
	area           *visitor.Page
	saved, resumed *visitor.Page
	second         []*visitor.Page // pages of another application of the same citizen
	reference      string
	failed         string // why the journey did not come to its end
}

// look visits the site.
func look(ctx context.Context, s Subject) (*site, error) {
	v := &site{Subject: s, watch: &watch{ctx: ctx}}
	window, err := v.window()
	if err != nil {
		return nil, err
	}
	if v.home, err = opened(window, "/"); err != nil {
		return nil, fmt.Errorf("the site does not answer: %w", err)
	}
	if v.list, err = opened(window, "/servizi"); err != nil {
		return nil, err
	}
	for _, one := range s.Services {
		seen := &visit{Service: one}
		v.visits = append(v.visits, seen)
		if err := v.through(seen); err != nil {
			seen.failed = err.Error()
		}
	}
	return v, nil
}

func opened(w *visitor.Visitor, address string) (*visitor.Page, error) {
	err := w.Open(address)
	return w.Page(), err
}

// window is a new browser window that is watched.
func (v *site) window() (*visitor.Visitor, error) { return visitor.New(v.URL, v.watch) }

// through fills in one service as a citizen would.
func (v *site) through(seen *visit) error {
	window, err := v.window()
	if err != nil {
		return err
	}
	if seen.sheet, err = opened(window, "/servizi/"+seen.ID); err != nil {
		return err
	}
	if seen.Answers == nil {
		return errors.New("nessun percorso che si possa inviare")
	}
	if err := v.journey(window, seen); err != nil {
		return err
	}
	if seen.area, err = opened(window, "/area"); err != nil {
		return err
	}
	return v.again(window, seen)
}

// journey goes from the sheet to the receipt.
func (v *site) journey(window *visitor.Visitor, seen *visit) error {
	d := &driver{Driver: visitor.Driver{Visitor: window, Service: seen.ID, Citizen: seen.Citizen}, seen: seen}
	player := scenario.Player{Driver: d, Answers: kept(seen.Answers)}
	if err := player.Play(engine.Outside{}); err != nil {
		return err
	}
	if err := window.Pay(); err != nil {
		return err
	}
	reference, sent := window.Page().Reference()
	if !sent {
		return fmt.Errorf("il percorso finisce a %s: %v", window.Page().Step(), window.Page().Errors())
	}
	seen.receipt, seen.reference = window.Page(), reference
	return nil
}

// kept are answers of somebody who keeps all that may be kept in their area.
func kept(answers value.Group) value.Group {
	out := maps.Clone(answers)
	for name, v := range out {
		if g, ok := v.(value.Group); ok {
			out[name] = kept(g)
		}
	}
	out[engine.KeepName] = engine.KeepInProfile
	return out
}

// secondPages is how many pages of a second application are looked at, at most:
// all but the last are filled in.
const secondPages = 5

// again begins a second application, saves a page as it is, and takes the draft
// up again from the personal area.
func (v *site) again(window *visitor.Visitor, seen *visit) error {
	most := min(secondPages, len(lastShown(seen.pages)))
	d := &driver{Driver: visitor.Driver{Visitor: window, Service: seen.ID}, seen: &visit{}, most: most}
	player := scenario.Player{Driver: d, Answers: seen.Answers}
	if err := player.Play(engine.Outside{}); err != nil {
		return err
	}
	seen.second = d.seen.pages
	if f := window.Page().FormWith(engine.ShownName); f != nil {
		if err := window.Send(f, f.Values(), nil, "_action", "save"); err != nil {
			return err
		}
		seen.saved = window.Page()
	}
	return v.resume(window, seen)
}

// resume takes the draft that the window shows up again, from the personal area.
func (v *site) resume(window *visitor.Visitor, seen *visit) error {
	here := draftOf(window.Page().URL.Path)
	var err error
	if seen.resumed, err = opened(window, "/area"); err != nil || here == "" {
		return err
	}
	for _, a := range seen.resumed.Tags("a") {
		if draftOf(a.Attr("href")) == here {
			seen.resumed, err = opened(window, a.Attr("href"))
			return err
		}
	}
	return nil
}

// driver notes every page that it passes.
type driver struct {
	visitor.Driver
	seen *visit
	most int // the page at which it stops; 0: it goes to the end
}

// Start is of scenario.Driver.
func (d *driver) Start(o engine.Outside) error {
	err := d.Driver.Start(o)
	d.seen.entered = d.Visitor.Page()
	return err
}

// Screen is of scenario.Driver.
func (d *driver) Screen() (*scenario.Screen, error) {
	page := d.Visitor.Page()
	switch {
	case page.Place() == "riepilogo":
		d.seen.summary = page
	case page.Place() != "":
		if n := len(d.seen.pages); n == 0 || d.seen.pages[n-1] != page {
			d.seen.pages = append(d.seen.pages, page)
		}
	}
	if d.most > 0 && len(d.seen.pages) >= d.most {
		return nil, nil
	}
	return d.Driver.Screen()
}

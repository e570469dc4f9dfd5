// Package audit holds a running site to the criteria of the national model for
// digital services (C.SE, in conformita-servizi-digitali of
// italia/design-comuni-docs), as a citizen meets it: it opens the sheets, signs
// in, fills a service in to the receipt, and looks at every page on the way.
//
// Each criterion is one check in the list of checks.go. What a program cannot
// judge is left to a person, and said. The report is in Italian: a municipality
// hands it to its assessor.
package audit

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"time"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/engine/value"
	"sportello/server/visitor"
)

// Subject is the site, and what is known of it.
type Subject struct {
	URL      string
	Services []Service
	// Letters tells whether a letter about an application left; nil if nobody can
	// tell from here.
	Letters func(reference string) bool
}

// Service is one service of the site, with somebody who can fill it in.
type Service struct {
	ID, Title string
	Term      bool // its sheet says in how many days it is concluded
	Fees      bool // it may cost something
	Identity  bool // one signs in for it
	Citizen   string
	Answers   value.Group // nil if no journey is known that can be sent
}

// Verdict is how a criterion is met.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "soddisfatto"
	Missed Verdict = "non soddisfatto"
	Person Verdict = "da valutare" // nothing speaks against it; a person decides
)

// Result is one criterion with what was found.
type Result struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Verdict  Verdict  `json:"verdict"`
	Evidence []string `json:"evidence"` // what was seen
	Against  []string `json:"against"`  // what is not as it must be
	Left     string   `json:"left"`     // what stays for a person to judge
}

// Report is all of it.
type Report struct {
	Site     string    `json:"site"`
	At       time.Time `json:"at"`
	Services []string  `json:"services"`
	Results  []Result  `json:"results"`
	Sheets   []Sheet   `json:"sheets"`
}

// Missed counts the criteria that are not met.
func (r *Report) Missed() (n int) {
	for _, one := range r.Results {
		if one.Verdict == Missed {
			n++
		}
	}
	for _, s := range r.Sheets {
		if len(s.Against) > 0 {
			n++
		}
	}
	return n
}

// Run looks at the whole site.
func Run(ctx context.Context, s Subject, at time.Time) (*Report, error) {
	v, err := look(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &Report{Site: s.URL, At: at}
	for _, one := range s.Services {
		r.Services = append(r.Services, one.Title)
	}
	for _, c := range checks {
		r.Results = append(r.Results, c.run(v))
	}
	for _, one := range v.visits {
		r.Sheets = append(r.Sheets, sheetOf(one))
	}
	return r, nil
}

// site is everything that was seen.
type site struct {
	Subject
	home, list *visitor.Page
	visits     []*visit
	cookies    []cookie
	loads      []load
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

// cookie is one that the site set.
type cookie struct {
	name, domain string
	kept         bool // HttpOnly and SameSite
}

// load is what one page cost.
type load struct {
	path  string
	bytes int64
	took  time.Duration
}

// look visits the site.
func look(ctx context.Context, s Subject) (*site, error) {
	v := &site{Subject: s}
	window, err := v.window(ctx)
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
		if err := v.through(ctx, seen); err != nil {
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
func (v *site) window(ctx context.Context) (*visitor.Visitor, error) {
	return visitor.New(v.URL, &watch{site: v, ctx: ctx})
}

// through fills in one service as a citizen would.
func (v *site) through(ctx context.Context, seen *visit) error {
	window, err := v.window(ctx)
	if err != nil {
		return err
	}
	if seen.sheet, err = opened(window, "/servizi/"+seen.ID); err != nil {
		return err
	}
	if seen.Answers == nil {
		return fmt.Errorf("nessun percorso che si possa inviare")
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

// secondPages is how many pages of a second application are filled in.
const secondPages = 4

// again begins a second application, saves its first page as it is, and takes
// it up again from the personal area.
func (v *site) again(window *visitor.Visitor, seen *visit) error {
	d := &driver{Driver: visitor.Driver{Visitor: window, Service: seen.ID}, seen: &visit{}, until: secondPages}
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
	here := window.Page().URL.Path
	var err error
	if seen.resumed, err = opened(window, "/area"); err != nil {
		return err
	}
	for _, a := range seen.resumed.Tags("a") {
		if draftOf(a.Attr("href")) != "" && draftOf(a.Attr("href")) == draftOf(here) {
			seen.resumed, err = opened(window, a.Attr("href"))
			return err
		}
	}
	return nil
}

// driver notes every page that it passes.
type driver struct {
	visitor.Driver
	seen  *visit
	until int // pages, after which it stops; 0: to the end
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
	if d.until > 0 && len(d.seen.pages) > d.until {
		return nil, nil
	}
	return d.Driver.Screen()
}

// watch notes cookies and what pages cost.
type watch struct {
	site *site
	ctx  context.Context
}

// RoundTrip is of http.RoundTripper.
func (w *watch) RoundTrip(r *http.Request) (*http.Response, error) {
	began := time.Now()
	resp, err := http.DefaultTransport.RoundTrip(r.WithContext(w.ctx))
	if err != nil {
		return nil, err
	}
	for _, c := range resp.Cookies() {
		w.site.cookies = append(w.site.cookies, cookie{c.Name, c.Domain, c.HttpOnly && c.SameSite != http.SameSiteNoneMode})
	}
	if r.Method == http.MethodGet && resp.StatusCode == http.StatusOK {
		w.site.loads = append(w.site.loads, load{r.URL.Path, resp.ContentLength, time.Since(began)})
	}
	return resp, nil
}

package e2e_test

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"sportello/definitions"
	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/catalogue"
	"sportello/server/stage"
	"sportello/server/web"
)

// plays are the scenarios that are played in the browser, and how.
var plays = []struct {
	service, file string
	width         int64
	scripts       bool
	look          bool // every page is looked at, too
}{
	{tutorial, "scenarios/minorenne-per-posta.yaml", browser.Desk, true, true},
	{tutorial, "scenarios/minorenne-per-posta.yaml", browser.Desk, false, false},
	{nested, "scenarios/due-figli.yaml", browser.Desk, true, true},
	{nested, "scenarios/due-figli.yaml", browser.Desk, false, false},
	{nested, "scenarios/due-figli.yaml", browser.Phone, true, false},
	{records, "scenarios/s6-3-documentale-motivazione.yaml", browser.Desk, true, true},
	{records, "scenarios/s6-3-documentale-motivazione.yaml", browser.Desk, false, false},
	{bonuses, "scenarios/s1-3-acque-condominio.yaml", browser.Phone, false, false},
	{bonuses, "scenarios/be-01-02-bandi.yaml", browser.Desk, true, true},
	{housing, "scenarios/s2-1-famiglia-in-affitto.yaml", browser.Desk, true, true},
	{burial, "scenarios/altro-comune.yaml", browser.Desk, true, true},
	{contest, "scenarios/co-24-periodi-sovrapposti.yaml", browser.Desk, true, true},
	{bonuses, "scenarios/be-21-indisponibili.yaml", browser.Desk, true, true},
	{bonuses, "scenarios/s1-5ab-affitto-soglia.yaml", browser.Desk, true, true},
	{banns, "scenarios/ma-17-sentenza-straniera.yaml", browser.Desk, true, true},
}

// Every application of a story goes through the browser as through the engine: the
// same pages, sent or not, and the same answers stored.
func TestScenarios(t *testing.T) {
	for _, p := range plays {
		name := fmt.Sprintf("%s, %d pixels, JavaScript %v", path.Base(p.file), p.width, p.scripts)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := play{t: t, svc: service(t, p.service), width: p.width, scripts: p.scripts}
			if p.look {
				one.seen = onceEach(look)
			}
			one.all(p.file)
		})
	}
}

// play plays one scenario in one way.
type play struct {
	t       *testing.T
	svc     *catalogue.Service
	width   int64
	scripts bool
	seen    func(*browser.Window) error
	sent    int

	language string // that the citizen chooses on the home page; "" for none
}

func (p *play) all(file string) {
	told, faults := scenario.ReadAll(p.svc.Files)
	if faults.Blocking() || told[file] == nil {
		p.t.Fatalf("no %s, or %v", file, faults)
	}
	compile := func(params engine.Params) (*engine.Program, definitions.Faults) { return p.svc.With(params) }
	result := scenario.PlayBeside(file, told[file], compile, p.turn)
	if len(result.Failures) > 0 {
		p.t.Error(result.Report())
	}
	if p.sent == 0 {
		p.t.Error("no application was sent")
	}
}

// turn plays one application, and holds what came of it to what came of the engine.
func (p *play) turn(t scenario.Turn) error {
	s := perform(p.t, t.Program)
	s.Set(t.Outside)
	d, err := p.window(s)
	if err != nil {
		return err
	}
	player := scenario.Player{Driver: d, Answers: t.Answers}
	if err := player.Play(t.Outside); err != nil {
		return fmt.Errorf("in the browser, at %s: %w", where(d), err)
	}
	if !slices.Equal(player.Path, t.Path) {
		return fmt.Errorf("in the browser the pages are %v, not %v (%s)", player.Path, t.Path, where(d))
	}
	if d.Sent != (t.Record != nil) {
		return fmt.Errorf("in the browser it was sent: %v; by the engine: %v (%s)", d.Sent, t.Record != nil, where(d))
	}
	if !d.Sent {
		return nil
	}
	p.sent++
	return p.receipt(s, d, t.Record)
}

func (p *play) window(s *stage.Stage) (*browser.Driver, error) {
	w := open(p.t, s.URL, p.width, p.scripts)
	w.Seen = p.seen
	d := &browser.Driver{Window: w, Service: p.svc.Program.ID(), Folder: p.t.TempDir()}
	if p.language != "" {
		if err := errors.Join(w.Go("/?lingua="+p.language), w.Go("/servizi/"+d.Service)); err != nil {
			return nil, err
		}
	}
	if !web.NeedsIdentity(p.svc.Program) {
		return d, nil
	}
	cookie, err := s.SignIn()
	if err != nil {
		return nil, err
	}
	return d, w.Take(cookie)
}

// receipt holds what was stored to the engine's record. An application that waits
// for its payment is not stored yet.
func (p *play) receipt(s *stage.Stage, d *browser.Driver, record *engine.Record) error {
	if record.PayFirst {
		return nil
	}
	if !strings.HasPrefix(d.Window.Page().URL.Path, "/pratiche/") {
		return errors.New("after sending there is no receipt: " + where(d))
	}
	return s.Compare(record)
}

// where says what the window shows, and what the page complains of.
func where(d *browser.Driver) string {
	page := d.Window.Page()
	if page == nil {
		return "no page"
	}
	return fmt.Sprint(page.URL.Path, " ", page.Status, " ", strings.Join(page.Errors(), ", "))
}

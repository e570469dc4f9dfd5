package web

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/renderer"
	"sportello/server/submission"
)

// Services are the programs that a site offers.
type Services interface {
	All() []*engine.Program
	Service(id string) (*engine.Program, bool)
	Compiled(edition string) (*engine.Program, error)
	Profile() *definitions.Profile
}

// Parts are what a Site is made of. All are needed but
// Ready and Providers.
type Parts struct {
	Desk     *submission.Desk
	Sessions submission.SessionStore
	SignIns  submission.SignInStore
	Paces    submission.PaceStore
	Services Services
	Assets   *renderer.Assets
	Clock    func() time.Time
	Random   io.Reader // for ids nobody can guess
	Log      *slog.Logger
	Address  string       // what the site is called from outside: https://servizi.comune.example
	Demo     bool         // fictitious citizens sign in, payments are simulated
	Ready    func() error // whether requests can be answered now; may be nil
	Observer Observer     // may be nil
	// Providers are where citizens sign in, in the order of their buttons.
	Providers []Provider
}

// Site answers requests. It may be used by many at once.
type Site struct {
	Parts
	renderer     *renderer.Renderer
	assets       map[string]renderer.Asset
	municipality renderer.Municipality
	secure       bool // reached over https only
	ratings      pace // of sheets
	keeping      submission.Keeping
	papers       *papers
	handler      http.Handler
}

// New makes a site.
func New(p Parts) (*Site, error) {
	address, err := url.Parse(p.Address)
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" {
		return nil, errors.New("the address of the site must be like https://servizi.comune.example")
	}
	zone, err := p.Services.Profile().Location()
	if err != nil {
		return nil, err
	}
	town := municipality(p.Services.Profile())
	town.Crest = crest(p.Services.Profile(), p.Assets)
	r, err := renderer.NewFor(p.Assets, town)
	if err != nil {
		return nil, err
	}
	onPaper, err := newPapers(p.Assets)
	if err != nil {
		return nil, err
	}
	p.Address = strings.TrimRight(p.Address, "/")
	s := &Site{
		Parts: p, renderer: r, assets: p.Assets.Table(),
		municipality: town, secure: address.Scheme == "https", ratings: pace{key: "ratings of sheets", most: 60, store: p.Paces}, papers: onPaper,
		keeping: submission.Keeping{Days: p.Services.Profile().DraftDays(), Zone: zone},
	}
	s.handler, err = s.outside(s.routes())
	return s, err
}

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// now is the clock, to the millisecond.
func (s *Site) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

// inZone is the clock as the municipality reads it.
func (s *Site) inZone(t time.Time) time.Time {
	zone, err := s.Services.Profile().Location()
	if err != nil {
		return t
	}
	return t.In(zone)
}

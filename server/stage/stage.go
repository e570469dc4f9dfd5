// Package stage sets up a whole server for the playing of scenarios: the real
// pages over a real listener on this machine, a real database and files in a
// folder of its own. Only what the story says is not real: the clock, the
// facts from outside, and who signed in.
package stage

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/rule"
	"sportello/engine/value"
	"sportello/renderer"
	"sportello/server/attachment"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
	"sportello/server/web"
)

// Stage is one server with one service on it.
type Stage struct {
	URL   string
	Store *sqlstore.Store

	// Corrects finds the programs in which a citizen corrects what their profile
	// keeps; where it is nil, nothing can be corrected.
	Corrects func(group string) *engine.Program

	signIn  []Provider
	program *engine.Program
	outside engine.Outside
	files   *attachment.Folder
	server  *httptest.Server
	plain   http.Handler // the site for citizens without a profile
	knowing http.Handler // and for those who have one
}

// Provider makes a way to sign in for a site, by the address of the site.
type Provider func(site string) web.Provider

// Open sets up a server for a program in a folder. Citizens are those of the
// demonstration, unless there are providers where they sign in.
func Open(folder string, p *engine.Program, signIn ...Provider) (*Stage, error) {
	store, err := sqlite.Open(context.Background(), folder)
	if err != nil {
		return nil, err
	}
	return On(store, folder, p, signIn...)
}

// On is Open on a store, which is closed with the stage.
func On(store *sqlstore.Store, folder string, p *engine.Program, signIn ...Provider) (*Stage, error) {
	s := &Stage{Store: store, program: p, signIn: signIn}
	var err error
	if s.files, err = attachment.Open(filepath.Join(folder, "attachments"), 50<<20); err != nil {
		return nil, errors.Join(err, s.Store.Close())
	}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Stage) start() error {
	err := s.Store.Publish(context.Background(), submission.Edition{
		Hash: s.program.Edition(), Service: s.program.ID(), Label: s.program.Label(), Bundle: []byte("{}"), Created: time.Now(),
	})
	if err != nil {
		return err
	}
	assets, err := renderer.LoadAssets()
	if err != nil {
		return err
	}
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.site().ServeHTTP(w, r) }))
	s.URL = s.server.URL
	if s.plain, err = s.newSite(assets, nil); err != nil {
		return err
	}
	s.knowing, err = s.newSite(assets, s.Store)
	return err
}

// site is the one for what the story says: with the citizen's profile only if
// the story has one.
func (s *Stage) site() http.Handler {
	if s.outside.Profile == nil {
		return s.plain
	}
	return s.knowing
}

func (s *Stage) newSite(assets *renderer.Assets, profiles submission.ProfileStore) (http.Handler, error) {
	desk := submission.NewDesk(submission.Ports{
		Catalogue: submission.NewShelf([]submission.Program{s.program}), Drafts: s.Store, Submissions: s.Store, Ratings: s.Store,
		Files: s.Store, Attachments: s.files, Profiles: profiles, Corrections: s, World: s, Clock: s.clock, Random: rand.Reader,
		Zone: s.program.Zone(), Show: web.Show,
	})
	var providers []web.Provider
	for _, provider := range s.signIn {
		providers = append(providers, provider(s.URL))
	}
	return web.New(web.Parts{
		Desk: desk, Sessions: s.Store, SignIns: s.Store, Paces: s.Store, Services: only{s.program}, Assets: assets, Clock: s.clock, Random: rand.Reader,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: s.URL, Demo: len(providers) == 0, Providers: providers, Ready: func() error { return nil },
	})
}

// Files is where uploaded files are.
func (s *Stage) Files() submission.Attachments { return s.files }

// Close takes the server down.
func (s *Stage) Close() error {
	if s.server != nil {
		s.server.Close()
	}
	return errors.Join(s.files.Close(), s.Store.Close())
}

// Set changes what is outside: clock, facts and identity.
func (s *Stage) Set(o engine.Outside) { s.outside = o }

// OnceOnly is of submission.Corrections.
func (s *Stage) OnceOnly(group string) (submission.Corrector, error) {
	if s.Corrects == nil {
		return nil, nil
	}
	return s.Corrects(group), nil
}

func (s *Stage) clock() time.Time { return s.outside.Now }

// Facts is of submission.World.
func (s *Stage) Facts(context.Context, string, string) (value.Group, error) {
	return s.outside.Facts, nil
}

// Live is of submission.World.
func (s *Stage) Live(context.Context, string) (value.Group, error) { return s.outside.Live, nil }

// SignIn gives a cookie of somebody with the identity that the story tells.
func (s *Stage) SignIn() (*http.Cookie, error) {
	token := rand.Text()
	sum := sha256.Sum256([]byte(token))
	claims := map[string]string{}
	for name, v := range s.outside.Identity {
		claims[name] = rule.Canonical(v)
	}
	subject := rand.Text()
	if err := s.remember(subject); err != nil {
		return nil, err
	}
	err := s.Store.CreateSession(context.Background(), submission.Session{
		Key: hex.EncodeToString(sum[:]), Subject: subject, Issuer: "story", Level: "3",
		SignedIn: s.clock(), Claims: claims, Expires: s.clock().Add(24 * time.Hour),
	})
	return &http.Cookie{Name: "sportello", Value: token, Path: "/"}, err
}

// remember puts what the story says of the citizen's profile into the store, in
// its order.
func (s *Stage) remember(owner string) error {
	for _, entries := range s.outside.Profile {
		for i, k := range entries {
			k.At, k.Service = s.clock().Add(-time.Duration(i)*time.Second), s.program.Title()
			if err := s.Store.KeepValues(context.Background(), owner, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// Site gives the address as a URL.
func (s *Stage) Site() *url.URL {
	u, _ := url.Parse(s.URL) // a test server's own address
	return u
}

// only is a catalogue of one program.
type only struct{ program *engine.Program }

func (o only) All() []*engine.Program { return []*engine.Program{o.program} }

func (o only) Service(id string) (*engine.Program, bool) { return o.program, o.program.ID() == id }

func (o only) Compiled(string) (*engine.Program, error) { return o.program, nil }

func (o only) Profile() *definitions.Profile { return o.program.Profile() }

package config

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/server/catalogue"
	"sportello/server/submission"
)

// ErrNoService means that there is nothing to serve.
var ErrNoService = errors.New("no service can be served; the log says why, and so does sportello check")

// Services are the programs of a running server, by service and by edition. It
// is a submission.Catalogue, and safe for use by many requests at once.
type Services struct {
	profile  *definitions.Profile
	editions submission.EditionStore
	log      *slog.Logger

	order   []*engine.Program
	sources map[string]*catalogue.Service // current ones, by service

	from     catalogue.Sources
	once     sync.Mutex
	onceOnly map[string]*engine.Program // by group, in which its kept values are corrected; nil if none can

	trying bool // a changed edition under the same label is served, marked
	mu     sync.RWMutex
	known  map[string]*engine.Program // by edition, earlier ones too
}

var _ submission.Catalogue = (*Services)(nil)

// Open compiles the services of the sources and publishes their editions.
func Open(ctx context.Context, s catalogue.Sources, editions submission.EditionStore, now time.Time, log *slog.Logger) (*Services, error) {
	return open(ctx, s, editions, now, log, false)
}

// OpenForTrying is Open for authors: a definition that changed under the same
// label is served too, as an edition of its own.
func OpenForTrying(ctx context.Context, s catalogue.Sources, editions submission.EditionStore, now time.Time, log *slog.Logger) (*Services, error) {
	return open(ctx, s, editions, now, log, true)
}

func open(ctx context.Context, s catalogue.Sources, editions submission.EditionStore, now time.Time, log *slog.Logger, trying bool) (*Services, error) {
	found, err := catalogue.Open(s)
	if err != nil {
		return nil, err
	}
	out := &Services{
		editions: editions, log: log, trying: trying, from: s, onceOnly: map[string]*engine.Program{},
		sources: map[string]*catalogue.Service{}, known: map[string]*engine.Program{},
	}
	for _, svc := range found {
		if err := out.add(ctx, svc, now); err != nil {
			return nil, err
		}
	}
	if len(out.order) == 0 {
		return nil, ErrNoService
	}
	return out, nil
}

// add serves a service if it is sound. The error is about the store.
func (s *Services) add(ctx context.Context, svc *catalogue.Service, now time.Time) error {
	s.tell(svc)
	if svc.Program == nil || !s.trying && !svc.Publishable() {
		s.log.Error("service not served: it has faults; sportello check tells them", "service", svc.ID, "folder", svc.Dir)
		return nil
	}
	if _, twice := s.sources[svc.ID]; twice {
		s.log.Error("service not served: another one has the same id", "service", svc.ID, "folder", svc.Dir)
		return nil
	}
	err := s.publish(ctx, svc, label(svc), now)
	if errors.Is(err, submission.ErrEditionChanged) && s.trying {
		err = s.publish(ctx, svc, label(svc)+"~"+svc.Program.Edition()[:8], now)
	}
	if errors.Is(err, submission.ErrEditionChanged) {
		s.log.Error("service not served: this edition was published before with another content; give it another label",
			"service", svc.ID, "edition", svc.Program.Label(), "folder", svc.Dir)
		return nil
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", svc.ID, err)
	}
	s.profile = svc.Profile
	s.sources[svc.ID] = svc
	s.known[svc.Program.Edition()] = svc.Program
	s.order = append(s.order, svc.Program)
	return nil
}

// tell logs the faults that keep a service from being served.
func (s *Services) tell(svc *catalogue.Service) {
	for _, f := range svc.Faults {
		if !f.Warning {
			s.log.Error("fault", "place", f.Pos.String(), "code", f.Code, "fault", f.Message, "advice", f.Advice)
		}
	}
}

func (s *Services) publish(ctx context.Context, svc *catalogue.Service, label string, now time.Time) error {
	bundle, err := pack(svc.Loaded.Bundle, svc.ID, svc.Params)
	if err != nil {
		return err
	}
	return s.editions.Publish(ctx, submission.Edition{
		Hash: svc.Program.Edition(), Service: svc.ID, Label: label, Bundle: bundle, Created: now,
	})
}

// All gives the current programs, in the order in which they were found.
func (s *Services) All() []*engine.Program { return s.order }

// Profile gives the municipality.
func (s *Services) Profile() *definitions.Profile { return s.profile }

// Zone gives the municipality's time zone.
func (s *Services) Zone() *time.Location { return s.order[0].Zone() }

// Service gives the current program of a service.
func (s *Services) Service(id string) (*engine.Program, bool) {
	svc, ok := s.sources[id]
	if !ok {
		return nil, false
	}
	return svc.Program, true
}

// Current is of submission.Catalogue.
func (s *Services) Current(id string) (submission.Program, error) {
	p, ok := s.Service(id)
	if !ok {
		return nil, fmt.Errorf("service %s: %w", id, submission.ErrNotFound)
	}
	return p, nil
}

// OnceOnly is of submission.Corrections. Few correct what they have kept: a program
// is compiled when it is first asked for.
func (s *Services) OnceOnly(group string) (submission.Corrector, error) {
	s.once.Lock()
	defer s.once.Unlock()
	p, known := s.onceOnly[group]
	if !known {
		svc, err := s.from.OnceOnly(group)
		if err != nil {
			return nil, fmt.Errorf("group %s: %w", group, err)
		}
		if svc != nil {
			p = svc.Program
		}
		s.onceOnly[group] = p
	}
	if p == nil {
		return nil, nil
	}
	return p, nil
}

// Edition is of submission.Catalogue.
func (s *Services) Edition(hash string) (submission.Program, error) {
	p, err := s.Compiled(hash)
	if err != nil {
		return nil, err
	}
	return p, nil
}

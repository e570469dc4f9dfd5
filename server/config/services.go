package config

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
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
	profile *definitions.Profile
	store   submission.EditionStore
	log     *slog.Logger
	mode    Mode

	disk  []*found // what this node brought along
	shelf atomic.Pointer[shelf]

	from     catalogue.Sources
	once     sync.Mutex
	onceOnly map[string]*engine.Program // by group, in which its kept values are corrected; nil if none can

	following sync.Mutex
	seen      map[string]int64 // numbers of the offers that were followed, by service

	compiling sync.Mutex // held by who compiles an earlier edition
	mu        sync.RWMutex
	known     map[string]compiled // by edition, earlier ones too
}

var _ submission.Catalogue = (*Services)(nil)

// shelf is what is offered at one moment. It never changes.
type shelf struct {
	order []*engine.Program
	by    map[string]offered // by service
}

// offered is the current program of a service, with what it is made of.
type offered struct {
	program *engine.Program
	loaded  *definitions.Loaded
	params  engine.Params
}

// Mode is how a server and what is offered already stand to each other.
type Mode int

// The modes of a server.
const (
	// Alone: nobody else serves from this store, so what it finds on disk when it
	// starts is what is offered, and nothing else.
	Alone Mode = iota
	// Together: others serve from this store too. What it brings along that was
	// never offered is offered to all; what was replaced meanwhile stays so.
	Together
	// Trying is Alone for authors: a definition that changed under the same label
	// is served too, as an edition of its own.
	Trying
)

// Open compiles the services of the sources, publishes their editions, and
// serves what is offered then.
func Open(ctx context.Context, s catalogue.Sources, store submission.EditionStore, mode Mode, now time.Time, log *slog.Logger) (*Services, error) {
	on, err := catalogue.Open(s)
	if err != nil {
		return nil, err
	}
	out := &Services{store: store, log: log, mode: mode, from: s, onceOnly: map[string]*engine.Program{}, seen: map[string]int64{}, known: map[string]compiled{}}
	out.shelf.Store(&shelf{})
	for _, svc := range on {
		if err := out.bring(ctx, svc, now); err != nil {
			return nil, err
		}
	}
	if len(out.disk) == 0 {
		return nil, ErrNoService
	}
	if mode != Together {
		if err := out.withdrawOthers(ctx, now); err != nil {
			return nil, err
		}
	}
	if err := out.Follow(ctx); err != nil {
		return nil, err
	}
	if len(out.All()) == 0 {
		return nil, ErrNoService
	}
	return out, nil
}

// bring publishes and offers a service of this node if it is sound. The error
// is about the store.
func (s *Services) bring(ctx context.Context, svc *catalogue.Service, now time.Time) error {
	s.tell(svc)
	if svc.Program == nil || s.mode != Trying && !svc.Publishable() {
		s.log.Error("service not served: it has faults; sportello check tells them", "service", svc.ID, "folder", svc.Dir)
		return nil
	}
	for _, other := range s.disk {
		if other.offer.Service == svc.ID {
			s.log.Error("service not served: another one has the same id", "service", svc.ID, "folder", svc.Dir)
			return nil
		}
	}
	one, err := publish(ctx, svc, s.store, s.mode == Trying, now)
	if errors.Is(err, submission.ErrEditionChanged) {
		s.log.Error("service not served: this edition was published before with another content; give it another label",
			"service", svc.ID, "edition", svc.Program.Label(), "folder", svc.Dir)
		return nil
	}
	if err == nil {
		err = s.store.Offer(ctx, one.offer, s.mode != Together)
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", svc.ID, err)
	}
	s.profile = svc.Profile
	s.disk = append(s.disk, one)
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

// withdrawOthers ends the offers of services that are not on disk any more.
func (s *Services) withdrawOthers(ctx context.Context, now time.Time) error {
	offers, err := s.store.Offers(ctx)
	for _, o := range offers {
		if err == nil && s.onDisk(o.Service) == nil {
			err = s.store.Offer(ctx, submission.Offer{Service: o.Service, Since: now}, true)
		}
	}
	if err != nil {
		return fmt.Errorf("withdraw what is not on disk any more: %w", err)
	}
	return nil
}

func (s *Services) onDisk(service string) *found {
	for _, f := range s.disk {
		if f.offer.Service == service {
			return f
		}
	}
	return nil
}

// All gives the current programs: those on disk in the order in which they were
// found, then others.
func (s *Services) All() []*engine.Program { return s.shelf.Load().order }

// Profile gives the municipality.
func (s *Services) Profile() *definitions.Profile { return s.profile }

// Zone gives the municipality's time zone.
func (s *Services) Zone() *time.Location { return s.disk[0].offered.program.Zone() }

// Service gives the current program of a service.
func (s *Services) Service(id string) (*engine.Program, bool) {
	o, ok := s.shelf.Load().by[id]
	return o.program, ok
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

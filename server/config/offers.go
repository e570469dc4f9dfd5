package config

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/server/catalogue"
	"sportello/server/submission"
)

// found is a service of this node, published, as it would be offered.
type found struct {
	offered offered
	offer   submission.Offer
}

// publish keeps the edition of a service. While authors try it out, a changed
// definition is kept beside the one with the same label.
func publish(ctx context.Context, svc *catalogue.Service, store submission.EditionStore, trying bool, now time.Time) (*found, error) {
	params, err := packParams(svc.ID, svc.Params)
	if err != nil {
		return nil, err
	}
	bundle, err := json.Marshal(stored{svc.Loaded.Bundle, params})
	if err != nil {
		return nil, err
	}
	e := submission.Edition{Hash: svc.Program.Edition(), Service: svc.ID, Label: label(svc), Bundle: bundle, Created: now}
	err = store.Publish(ctx, e)
	if errors.Is(err, submission.ErrEditionChanged) && trying {
		e.Label += "~" + e.Hash[:8]
		err = store.Publish(ctx, e)
	}
	return &found{
		offered{svc.Program, svc.Loaded, svc.Params},
		submission.Offer{Service: svc.ID, Edition: e.Hash, Params: params, Since: now},
	}, err
}

// Publish keeps the edition of a sound service and offers it to all nodes, also
// if it was replaced before.
func Publish(ctx context.Context, svc *catalogue.Service, store submission.EditionStore, now time.Time) error {
	one, err := publish(ctx, svc, store, false, now)
	if err == nil {
		err = store.Offer(ctx, one.offer, true)
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", svc.ID, err)
	}
	return nil
}

// followEvery is how often a node looks for what others have published.
const followEvery = 2 * time.Second

// KeepFollowing follows until the context ends.
func (s *Services) KeepFollowing(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.Follow(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("cannot look for new editions", "error", err)
		}
	}
}

// Follow serves what is offered now. An edition that this node cannot compile
// changes nothing: it goes on with the one before. The error is about the store.
func (s *Services) Follow(ctx context.Context) error {
	s.following.Lock()
	defer s.following.Unlock()
	offers, err := s.store.Offers(ctx)
	if err != nil {
		return fmt.Errorf("follow: %w", err)
	}
	by := maps.Clone(s.shelf.Load().by)
	if by == nil {
		by = map[string]offered{}
	}
	changed := false
	for _, o := range offers {
		if s.seen[o.Service] == o.Number {
			continue
		}
		if err := s.take(ctx, by, o); errors.Is(err, submission.ErrUnavailable) {
			return fmt.Errorf("follow: %w", err)
		} else if err != nil {
			s.log.Error("an edition that is offered cannot be served here; the one before is", "service", o.Service, "error", err)
		}
		s.seen[o.Service], changed = o.Number, true
	}
	if changed {
		s.put(by)
	}
	return nil
}

// take puts what is offered of one service among what is offered.
func (s *Services) take(ctx context.Context, by map[string]offered, o submission.Offer) error {
	if o.Edition == "" {
		delete(by, o.Service)
		return nil
	}
	own := s.onDisk(o.Service)
	if own != nil && own.offer.Same(o) {
		by[o.Service] = own.offered
		return nil
	}
	if own != nil && s.seen[o.Service] == 0 {
		s.log.Warn("another edition is offered than the one on disk here, which it replaced; sportello publish offers that one again",
			"service", o.Service, "here", own.offered.program.Label())
	}
	one, err := s.fromStore(ctx, o)
	if err == nil {
		by[o.Service] = one
		s.log.Info("new edition", "service", o.Service, "edition", one.program.Label())
	}
	return err
}

// fromStore compiles what another node has offered.
func (s *Services) fromStore(ctx context.Context, o submission.Offer) (offered, error) {
	params, faults := definitions.ReadParams("params.json", o.Params)
	if faults.Blocking() {
		return offered{}, fmt.Errorf("its parameters cannot be read: %w", faults[0])
	}
	one := offered{params: params[o.Service]}
	given := func(*definitions.Loaded, engine.Params) engine.Params { return one.params }
	e, err := s.store.Edition(ctx, o.Edition)
	if err != nil {
		return offered{}, err
	}
	one.program, one.loaded, err = s.restore(e, given)
	return one, err
}

// put changes what is offered, for all requests that begin from now on. Earlier
// editions are compiled anew when they are asked for: what is live in them may
// have changed.
func (s *Services) put(by map[string]offered) {
	next := &shelf{by: by}
	for _, own := range s.disk {
		if o, ok := by[own.offer.Service]; ok {
			next.order = append(next.order, o.program)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(by)) {
		if s.onDisk(id) == nil {
			next.order = append(next.order, by[id].program)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.known)
	for _, o := range by {
		s.known[o.program.Edition()] = compiled{program: o.program}
	}
	s.shelf.Store(next)
}

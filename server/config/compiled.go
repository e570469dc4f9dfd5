package config

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

// compiled is an edition as it was made of what the store kept, or why it could
// not be: an edition never changes, so that it never can be by this program.
type compiled struct {
	program *engine.Program
	failed  error
}

// readTime is how long an edition may take to be read from the store.
const readTime = 10 * time.Second

// Compiled gives an edition by its hash, also one that is not current any more.
// ErrNotFound if there is none, or if this program can make nothing of it.
func (s *Services) Compiled(hash string) (*engine.Program, error) {
	if c, known := s.look(hash); known {
		return c.program, c.failed
	}
	// Many come back at once, when another edition was published: one compiles,
	// the others wait for it.
	s.compiling.Lock()
	defer s.compiling.Unlock()
	if c, known := s.look(hash); known {
		return c.program, c.failed
	}
	before := s.shelf.Load()
	c, err := s.compile(hash)
	if err != nil {
		return nil, fmt.Errorf("edition %s: %w", hash, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shelf.Load() == before { // else what is live may have changed
		s.known[hash] = c
	}
	return c.program, c.failed
}

func (s *Services) look(hash string) (c compiled, known bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, known = s.known[hash]
	return c, known
}

// compile makes what can be made of an edition. What cannot is told to the
// operator. The error is about the store.
func (s *Services) compile(hash string) (compiled, error) {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	e, err := s.store.Edition(ctx, hash)
	if err != nil {
		return compiled{}, err
	}
	p, _, err := s.restore(e, s.withLive)
	if err == nil {
		return compiled{program: p}, nil
	}
	s.log.Error("an earlier edition cannot be used any more: drafts of it cannot go on, receipts do not show the answers",
		"service", e.Service, "edition", e.Label, "error", err)
	return compiled{failed: errors.Join(submission.ErrNotFound, err)}, nil
}

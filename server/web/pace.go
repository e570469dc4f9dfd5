package web

import (
	"context"
	"sync/atomic"
	"time"

	"sportello/server/submission"
)

// pace lets so many through in a minute, at all nodes together, and no more.
// Once the store has said that a minute is full, the node says so by itself
// until it ends: those who are held back cost nothing.
type pace struct {
	key   string
	most  int
	store submission.PaceStore
	full  atomic.Int64 // the minute that is full, in seconds
}

// take lets one more through, or is errTooMany.
func (p *pace) take(ctx context.Context, now time.Time) error {
	minute := now.Truncate(time.Minute)
	if p.full.Load() == minute.Unix() {
		return errTooMany
	}
	ok, err := p.store.Take(ctx, p.key, minute, p.most)
	if err == nil && !ok {
		p.full.Store(minute.Unix())
		err = errTooMany
	}
	return err
}

package submission

import (
	"context"
	"time"
)

// PaceStore counts how often something was done in a stretch of time, at all
// nodes together.
type PaceStore interface {
	// Take counts one more under a key since an instant, unless most were
	// counted already; it tells whether it did. Most is at least one.
	Take(ctx context.Context, key string, since time.Time, most int) (bool, error)
	// SweepPaces forgets what was counted since an instant before, and tells how
	// many counts that were.
	SweepPaces(ctx context.Context, before time.Time) (int64, error)
}

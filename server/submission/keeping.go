package submission

import (
	"context"
	"time"

	"sportello/engine/value"
)

// Keeping is how long drafts are kept that nobody changes any more. Citizens
// read the last day; when it is over the draft goes, with its files.
type Keeping struct {
	Days int
	Zone *time.Location // the municipality's, where days begin
}

// LastDay is the last day on which a draft is kept, unless it is changed before.
func (k Keeping) LastDay(d Draft) value.Date {
	return value.DateOf(d.Updated.In(k.Zone)).AddDays(k.Days)
}

// Before is the instant before which the last change lies of drafts whose last
// day is over.
func (k Keeping) Before(now time.Time) time.Time {
	return value.DateOf(now.In(k.Zone)).AddDays(-k.Days).In(k.Zone)
}

// sweepBatch is how many drafts go at once: citizens who save wait for no more.
const sweepBatch = 100

// Sweep takes away the drafts whose last day is over, and tells how many. Many
// nodes may do so at the same time. The bytes of their files are swept like all
// that nothing refers to (package attachment).
func (k Keeping) Sweep(ctx context.Context, drafts DraftStore, now time.Time) (int64, error) {
	var all int64
	for {
		n, err := drafts.SweepDrafts(ctx, k.Before(now), sweepBatch)
		if all += n; err != nil || n < sweepBatch {
			return all, err
		}
	}
}

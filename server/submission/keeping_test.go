package submission_test

import (
	"testing"
	"time"

	"sportello/server/submission"
)

// What a citizen reads is kept to: the draft is there all of its last day, and
// swept on the next, also where the clocks were changed in between.
func TestDraftsAreKeptToTheirLastDay(t *testing.T) {
	keeping := submission.Keeping{Days: 30, Zone: rome}
	for _, updated := range []time.Time{
		time.Date(2026, 3, 2, 9, 0, 0, 0, rome),
		time.Date(2026, 3, 10, 0, 0, 0, 0, rome),
		time.Date(2026, 3, 10, 23, 59, 59, 999_000_000, rome), // summer time begins on the 29th
		time.Date(2026, 10, 1, 0, 30, 0, 0, rome),             // and ends on the 25th
	} {
		last := keeping.LastDay(submission.Draft{Updated: updated.UTC()})
		if want := updated.AddDate(0, 0, 30); last.Day != want.Day() || last.Month != want.Month() {
			t.Errorf("changed at %v: last day %v", updated, last)
		}
		over := last.AddDays(1).In(rome)
		if updated.Before(keeping.Before(over.Add(-time.Millisecond))) {
			t.Errorf("changed at %v: swept on its last day", updated)
		}
		if !updated.Before(keeping.Before(over)) {
			t.Errorf("changed at %v: not swept when the last day is over", updated)
		}
	}
}

func TestSweepGoesOnToTheEnd(t *testing.T) {
	c := newCounter(t)
	for range 130 {
		c.start(t, anna)
	}
	waits := c.complete(t, "urgente")
	_, err := c.Submit(ctx, anna, waits.Draft.ID, waits.Draft.Revision) // is to be paid
	must(t, err)
	keeping := submission.Keeping{Days: 30, Zone: rome}
	began := time.Date(2027, 1, 1, 0, 30, 0, 0, rome) // where the clock of the counter stands
	n, err := keeping.Sweep(ctx, c.store, began.AddDate(0, 0, 30))
	must(t, err)
	same(t, n, int64(0))
	n, err = keeping.Sweep(ctx, c.store, began.AddDate(0, 0, 31))
	must(t, err)
	same(t, n, int64(130))
	left, err := c.Drafts(ctx, anna)
	must(t, err)
	same(t, len(left), 1)
	same(t, left[0].ID, waits.Draft.ID)
}

package storetest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/server/submission"
)

func paces(t *testing.T, s submission.Store) {
	take := func(key string, since time.Time, want bool) {
		t.Helper()
		got, err := s.Take(ctx, key, since, 2)
		must(t, err)
		same(t, got, want)
	}
	take("a", morning, true)
	take("a", morning, true)
	take("a", morning, false)
	take("b", morning, true)
	later := morning.Add(time.Minute)
	take("a", later, true)
	n, err := s.SweepPaces(ctx, later)
	must(t, err)
	same(t, n, int64(2)) // a and b of the morning
	take("a", later, true)
	take("a", later, false)
}

// pacesAtOnce: however many come at once, as many are let through as may be.
func pacesAtOnce(t *testing.T, s submission.Store) {
	const most = 5
	var taken atomic.Int32
	var all sync.WaitGroup
	for range 4 * most {
		all.Go(func() {
			ok, err := s.Take(ctx, "flood", morning, most)
			if err != nil {
				t.Error(err)
			}
			if ok {
				taken.Add(1)
			}
		})
	}
	all.Wait()
	same(t, taken.Load(), most)
}

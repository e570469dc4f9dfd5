package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"sportello/server/submission"
)

const (
	registry = "registry"
	mail     = "mail"
)

// told is an event that both receivers are to be told.
func told(kind string) submission.Event {
	return submission.Event{Kind: kind, Payload: json.RawMessage(`{"a":1}`), Created: morning, To: []string{registry, mail}}
}

// sendTold creates a draft and submits it with events.
func sendTold(t *testing.T, s submission.Store, id string, events ...submission.Event) submission.Submission {
	t.Helper()
	d := kept(t, s, id, anna)
	got, err := s.Submit(ctx, sent(id, anna), d.Revision, events...)
	must(t, err)
	return got
}

// claim takes what is due at an instant, for a minute.
func claim(t *testing.T, s submission.Store, receiver string, now time.Time) []submission.Delivery {
	t.Helper()
	got, err := s.Claim(ctx, receiver, 10, now, now.Add(time.Minute))
	must(t, err)
	return got
}

func ids(deliveries []submission.Delivery) []int64 {
	var out []int64
	for _, d := range deliveries {
		out = append(out, d.Event.ID)
	}
	return out
}

func outboxInOrder(t *testing.T, s submission.Store) {
	first := sendTold(t, s, "d1", told(submission.Sent), told("later"))
	sendTold(t, s, "d2", told(submission.Sent))

	got := claim(t, s, registry, morning)
	same(t, ids(got), []int64{1, 3}) // 2 waits for 1
	same(t, got[0].Receiver+got[0].Event.Kind+got[0].Event.Reference, registry+submission.Sent+first.Reference)
	same(t, string(got[0].Event.Payload), `{"a":1}`)
	same(t, ids(claim(t, s, mail, morning)), []int64{1, 3}) // each receiver has its own

	must(t, s.Delivered(ctx, registry, 1))
	must(t, s.Delivered(ctx, registry, 1))
	same(t, ids(claim(t, s, registry, morning)), []int64{2})
	done, err := s.Deliveries(ctx, submission.DeliveryDone, 0, 10)
	must(t, err)
	same(t, ids(done), []int64{1})
	same(t, done[0].Tries, 1)
}

func outboxLeases(t *testing.T, s submission.Store) {
	sendTold(t, s, "d1", told(submission.Sent))
	same(t, ids(claim(t, s, registry, morning.Add(-time.Second))), nil) // before it happened
	same(t, ids(claim(t, s, registry, morning)), []int64{1})
	same(t, ids(claim(t, s, registry, morning.Add(59*time.Second))), nil) // somebody works on it
	same(t, ids(claim(t, s, registry, morning.Add(time.Minute))), []int64{1})
}

// outboxClaimedOnce lets many claim at once: each delivery goes to one of them.
func outboxClaimedOnce(t *testing.T, s submission.Store) {
	const n = 30
	for i := range n {
		sendTold(t, s, name("d", i), told(submission.Sent))
	}
	got := make([][]int64, 8)
	for _, err := range atOnce(len(got), func(i int) error {
		for {
			some, err := s.Claim(ctx, mail, 3, morning, morning.Add(time.Minute))
			if err != nil || len(some) == 0 {
				return err
			}
			got[i] = append(got[i], ids(some)...)
		}
	}) {
		must(t, err)
	}
	times := map[int64]int{}
	for _, some := range got {
		for _, id := range some {
			times[id]++
		}
	}
	for id, n := range times {
		if n > 1 {
			t.Errorf("event %d was claimed %d times", id, n)
		}
	}
	left := claim(t, s, mail, morning)
	same(t, len(times)+len(left), n)
}

func outboxFails(t *testing.T, s submission.Store) {
	sendTold(t, s, "d1", told(submission.Sent), told("later"))
	claim(t, s, registry, morning)
	later := morning.Add(10 * time.Second)
	must(t, s.Failed(ctx, registry, 1, "status 500", later, false))
	same(t, ids(claim(t, s, registry, later.Add(-time.Millisecond))), nil)
	got := claim(t, s, registry, later)
	same(t, ids(got), []int64{1})
	same(t, got[0].Tries, 1)
	same(t, got[0].Reason, "status 500")

	must(t, s.Failed(ctx, registry, 1, "status 501", later, true))
	same(t, ids(claim(t, s, registry, later.Add(time.Hour))), nil) // what is parked holds those behind it back
	parked, err := s.Deliveries(ctx, submission.DeliveryParked, 0, 10)
	must(t, err)
	same(t, ids(parked), []int64{1})
	same(t, parked[0].Reason, "status 501")

	mustBe(t, s.Retry(ctx, mail, 1, later), submission.ErrNotFound)
	must(t, s.Retry(ctx, registry, 1, later))
	same(t, ids(claim(t, s, registry, later)), []int64{1})
	must(t, s.Failed(ctx, registry, 1, "no", later, true))
	must(t, s.Discard(ctx, registry, 1))
	mustBe(t, s.Discard(ctx, registry, 1), submission.ErrNotFound)
	same(t, ids(claim(t, s, registry, later)), []int64{2})
}

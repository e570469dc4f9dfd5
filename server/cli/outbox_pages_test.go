package cli

import (
	"context"
	"slices"
	"testing"

	"sportello/server/submission"
)

// queue is an outbox that gives what waits in pages, as a store does.
type queue struct {
	submission.Outbox
	all []submission.Delivery
}

func (q queue) Deliveries(_ context.Context, _ submission.DeliveryState, after int64, limit int) ([]submission.Delivery, error) {
	from := slices.IndexFunc(q.all, func(d submission.Delivery) bool { return d.Event.ID > after })
	if from < 0 {
		return nil, nil
	}
	return slices.Clone(q.all[from:min(from+limit, len(q.all))]), nil
}

// A page may end between two receivers of one event: nobody is passed over.
func TestEachDelivery(t *testing.T) {
	for _, events := range []int64{0, 1, 166, 167, 400} {
		var q queue
		for event := int64(1); event <= events; event++ {
			for _, receiver := range []string{"archivio", "email", "protocollo"} {
				q.all = append(q.all, submission.Delivery{Receiver: receiver, Event: submission.Event{ID: event}})
			}
		}
		got := 0
		err := eachDelivery(t.Context(), q, submission.DeliveryParked, func(d submission.Delivery) error {
			if want := q.all[got]; d.Receiver != want.Receiver || d.Event.ID != want.Event.ID {
				t.Fatalf("of %d events, number %d is event %d for %s", events, got, d.Event.ID, d.Receiver)
			}
			got++
			return nil
		})
		if err != nil || got != len(q.all) {
			t.Errorf("of %d events, %d deliveries of %d: %v", events, got, len(q.all), err)
		}
	}
}

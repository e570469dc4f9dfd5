package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sportello/server/submission"
)

// Outbox shows what waits to be told outside, and lets an operator decide.
type Outbox struct {
	List    OutboxList    `cmd:"" help:"List what waits, was parked or was discarded: a line each."`
	Retry   OutboxRetry   `cmd:"" help:"Try what is parked again, now."`
	Discard OutboxDiscard `cmd:"" help:"Give up what is parked; what waited behind it goes on."`
}

// OutboxList lists deliveries.
type OutboxList struct {
	Place
	State string `enum:"waiting,parked,done,discarded" default:"parked" help:"waiting, parked, done or discarded (parked)."`
}

// outboxPage is how many are read at once.
const outboxPage = 500

// Run prints a line for each: receiver, event, kind, application, tries, when
// the next is due, and why the last one failed.
func (c *OutboxList) Run(s Streams) error {
	ctx := context.Background()
	store, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	n := 0
	err = eachDelivery(ctx, store, submission.DeliveryState(c.State), func(d submission.Delivery) error {
		n++
		fmt.Fprintf(s.Out, "%s\t%d\t%s\t%s\t%d tries\tdue %s\t%s\n", d.Receiver, d.Event.ID, d.Event.Kind, d.Event.Reference,
			d.Tries, d.Due.Format(time.RFC3339), d.Reason)
		return nil
	})
	fmt.Fprintf(s.Out, "%d %s\n", n, c.State)
	return errors.Join(err, store.Close())
}

// eachDelivery goes through the deliveries in a state. What is done with one
// may take it out of that state.
func eachDelivery(ctx context.Context, store submission.Outbox, state submission.DeliveryState, do func(submission.Delivery) error) error {
	for after := int64(0); ; {
		found, err := store.Deliveries(ctx, state, after, outboxPage)
		if err != nil {
			return err
		}
		last := len(found) < outboxPage
		if !last {
			found = wholeEvents(found)
		}
		for _, d := range found {
			if err := do(d); err != nil {
				return err
			}
			after = d.Event.ID
		}
		if last {
			return nil
		}
	}
}

// wholeEvents leaves out the last event of a full page: the page may end between
// two of its receivers. There are far fewer receivers than a page is long.
func wholeEvents(page []submission.Delivery) []submission.Delivery {
	last := page[len(page)-1].Event.ID
	return slices.DeleteFunc(page, func(d submission.Delivery) bool { return d.Event.ID == last })
}

// Parked names what an operator decides about.
type Parked struct {
	Place
	Receiver string `required:"" placeholder:"ID" help:"The receiver."`
	Event    int64  `placeholder:"N" help:"One event; all that are parked for the receiver if none is given."`
}

// each does something with what is meant, and counts.
func (c *Parked) each(s Streams, done string, do func(context.Context, submission.Outbox, int64) error) error {
	ctx := context.Background()
	store, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	var events []int64
	if c.Event != 0 {
		events = []int64{c.Event}
	} else {
		err = eachDelivery(ctx, store, submission.DeliveryParked, func(d submission.Delivery) error {
			if d.Receiver == c.Receiver {
				events = append(events, d.Event.ID)
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	for _, event := range events {
		err := do(ctx, store, event)
		if errors.Is(err, submission.ErrNotFound) {
			return fmt.Errorf("event %d is not parked for %s: see sportello outbox list", event, c.Receiver)
		}
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(s.Out, "%d %s\n", len(events), done)
	return nil
}

// OutboxRetry lets parked deliveries be tried again.
type OutboxRetry struct{ Parked }

// Run counts them.
func (c *OutboxRetry) Run(s Streams) error {
	return c.each(s, "to be tried again", func(ctx context.Context, o submission.Outbox, event int64) error {
		return o.Retry(ctx, c.Receiver, event, time.Now())
	})
}

// OutboxDiscard gives parked deliveries up.
type OutboxDiscard struct{ Parked }

// Run counts them.
func (c *OutboxDiscard) Run(s Streams) error {
	return c.each(s, "discarded", func(ctx context.Context, o submission.Outbox, event int64) error {
		return o.Discard(ctx, c.Receiver, event)
	})
}

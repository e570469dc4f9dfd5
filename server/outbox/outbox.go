// Package outbox tells the outside what happened: registries, mailboxes, files.
//
// What is to be told was written with the submission, in its transaction
// (submission.Outbox). Here it leaves: one worker for each receiver claims what
// is due, delivers it, and marks it. A delivery is made at least once, and the
// event's ID lets a receiver recognise a repetition. Events of one submission
// reach a receiver in their order. One that fails is tried again after growing
// delays, and parked in the end, where an operator sees it.
//
// Receivers cannot slow citizens, nor each other: each has a worker of its own,
// and while one is down its worker asks only now and then (Circuit). Any number
// of nodes may do this at once: what one has claimed the others leave alone
// until its lease ends.
package outbox

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"sportello/server/submission"
)

// Message is what a receiver is told.
type Message struct {
	submission.Delivery
	Submission submission.Submission
}

// Receiver is somebody who is told of events.
type Receiver interface {
	// ID is what the receiver is called in the outbox, for ever the same.
	ID() string
	// Deliver tells of an event. An error means that it may not have arrived, and
	// that it will be told again; it names no personal data. ErrRefused in it
	// means that trying again would not help.
	Deliver(ctx context.Context, m Message) error
}

// ErrRefused means that the receiver does not take the message as it is.
var ErrRefused = errors.New("refused")

// Parts are what an Outbox is made of. All are needed.
type Parts struct {
	Outbox      submission.Outbox
	Submissions submission.Numbered
	Receivers   []Receiver
	Clock       func() time.Time
	Log         *slog.Logger
}

// How the work is divided.
const (
	lookEvery   = time.Second      // how often a worker looks whether something is due
	batch       = 16               // how many it claims at once
	deliverTime = 20 * time.Second // how long one delivery may take
	markTime    = 10 * time.Second // how long the store may take to keep what came of it
	leaseTime   = batch*(deliverTime+markTime) + time.Minute
)

// Run delivers until the context ends; a delivery that has begun is finished.
func Run(ctx context.Context, p Parts) {
	var workers sync.WaitGroup
	for _, r := range p.Receivers {
		w := worker{Parts: p, receiver: r, circuit: Circuit{}, log: p.Log.With("receiver", r.ID())}
		workers.Go(func() { w.run(ctx) })
	}
	workers.Wait()
}

// worker serves one receiver.
type worker struct {
	Parts
	receiver Receiver
	circuit  Circuit
	log      *slog.Logger
}

func (w *worker) run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		for w.round(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// round delivers what is due, and tells whether there may be more.
func (w *worker) round(ctx context.Context) bool {
	now := w.Clock()
	limit := w.circuit.Allows(batch, now)
	if limit == 0 || ctx.Err() != nil {
		return false
	}
	due, err := w.Outbox.Claim(ctx, w.receiver.ID(), limit, now, now.Add(leaseTime))
	if err != nil {
		if ctx.Err() == nil {
			w.log.Error("claim failed", "error", err)
		}
		return false
	}
	for _, d := range due {
		w.deliver(ctx, d)
	}
	return len(due) == limit && ctx.Err() == nil
}

// deliver makes one delivery, and marks what came of it. It goes on when the
// program is told to stop: what was told should be known to have been told.
func (w *worker) deliver(ctx context.Context, d submission.Delivery) {
	if ctx.Err() != nil || w.circuit.Allows(1, w.Clock()) == 0 {
		return // the lease ends by itself
	}
	ctx = context.WithoutCancel(ctx)
	err := w.tell(ctx, d)
	w.circuit.Count(err == nil || errors.Is(err, ErrRefused), w.Clock())
	if err := w.mark(ctx, d, err); err != nil {
		w.log.Error("delivery cannot be marked", "event", d.Event.ID, "error", err)
	}
}

// errBroken means that a receiver has a fault. It must not end the program:
// started again, it would meet the same delivery.
var errBroken = errors.New("the receiver broke down; the log says where")

// tell tells the receiver, in its time.
func (w *worker) tell(ctx context.Context, d submission.Delivery) (err error) {
	ctx, cancel := context.WithTimeout(ctx, deliverTime)
	defer cancel()
	defer func() {
		if recover() != nil { // what it holds may be an answer, and is not told
			w.log.Error("panic", "event", d.Event.ID, "stack", string(debug.Stack()))
			err = errBroken
		}
	}()
	s, err := w.Submissions.Numbered(ctx, d.Event.Number)
	if err != nil {
		return err
	}
	return w.receiver.Deliver(ctx, Message{d, s})
}

// mark says what came of a delivery. It has a time of its own: one that took
// all of its time was made all the same.
func (w *worker) mark(ctx context.Context, d submission.Delivery, cause error) error {
	ctx, cancel := context.WithTimeout(ctx, markTime)
	defer cancel()
	if cause == nil {
		return w.Outbox.Delivered(ctx, w.receiver.ID(), d.Event.ID)
	}
	now := w.Clock()
	parked := d.Tries+1 >= maxTries || errors.Is(cause, ErrRefused)
	next := now.Add(Delay(d.Tries, rand.Float64()))
	w.log.Warn("not delivered", "event", d.Event.ID, "reference", d.Event.Reference, "tries", d.Tries+1, "parked", parked, "error", cause)
	return w.Outbox.Failed(ctx, w.receiver.ID(), d.Event.ID, cause.Error(), next, parked)
}

package submission

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"sportello/engine"
)

// Outcome is what comes of sending. Exactly one of its parts is set.
type Outcome struct {
	Sent     *Submission      // handed in, now or before
	Waiting  *Draft           // to be paid first; Pending.Fees tells how much
	Problems []engine.Problem // not complete: back to the pages they name
}

// Submit hands a draft in as the summary showed it at a revision. It may be
// called again: a draft that was sent gives the same submission. ErrConflict if
// another window has changed the draft since.
func (d *Desk) Submit(ctx context.Context, who Person, id string, revision int64) (Outcome, error) {
	o, err := d.open(ctx, who, id)
	if errors.Is(err, ErrNotFound) {
		return d.sentBefore(ctx, who.Subject, id)
	}
	if err != nil {
		return Outcome{}, err
	}
	if o.State == AwaitingPayment {
		return Outcome{Waiting: &o.Draft}, nil
	}
	if revision != o.Revision {
		return Outcome{}, fmt.Errorf("submit: %w", ErrConflict)
	}
	record, problems := o.program.Complete(o.filled, o.outside)
	if len(problems) > 0 {
		return Outcome{Problems: problems}, nil
	}
	s := d.freeze(o, who, *record)
	if s.PayFirst {
		return d.wait(ctx, o, who, s)
	}
	return d.send(ctx, s, o.Revision)
}

// freeze makes the submission of a complete draft.
func (d *Desk) freeze(o *open, who Person, r engine.Record) Submission {
	return Submission{
		Year:  o.outside.Now.In(d.ports.Zone).Year(),
		Draft: o.ID, Service: o.Service, Edition: o.Edition, Label: o.program.Label(), Language: o.Language,
		Owner: o.Owner, Behalf: o.Behalf, Evidence: who.Evidence(),
		Record: r, Received: o.outside.Now,
	}
}

// wait keeps the submission with the draft until it is paid.
func (d *Desk) wait(ctx context.Context, o *open, who Person, s Submission) (Outcome, error) {
	draft := o.next(o.Content, o.outside.Now)
	draft.State, draft.Pending, draft.Actor = AwaitingPayment, &s, who.Evidence()
	if err := d.ports.Drafts.SaveDraft(ctx, draft); err != nil {
		return Outcome{}, fmt.Errorf("wait for payment: %w", err)
	}
	return Outcome{Waiting: &draft}, nil
}

func (d *Desk) send(ctx context.Context, s Submission, revision int64) (Outcome, error) {
	s.Submitted = d.now()
	event := Event{Kind: Sent, Payload: json.RawMessage(`{}`), Created: s.Submitted, To: d.ports.Receivers}
	sent, err := d.ports.Submissions.Submit(ctx, s, revision, event)
	if err != nil {
		return Outcome{}, fmt.Errorf("submit: %w", err)
	}
	return Outcome{Sent: &sent}, nil
}

func (d *Desk) sentBefore(ctx context.Context, owner, id string) (Outcome, error) {
	s, err := d.ports.Submissions.SubmissionOf(ctx, id, owner)
	if err != nil {
		return Outcome{}, fmt.Errorf("submit: %w", err)
	}
	return Outcome{Sent: &s}, nil
}

// Paid tells that the payment a draft waits for was made, and hands it in. The
// caller vouches for the payment, and knows the owner from having begun it. It
// may be called again. A payment for a draft that does not wait any more is
// ErrConflict: the caller keeps it for an operator.
func (d *Desk) Paid(ctx context.Context, owner, id string, p Payment) (Outcome, error) {
	draft, err := d.ports.Drafts.Draft(ctx, id, owner)
	if errors.Is(err, ErrNotFound) {
		return d.sentBefore(ctx, owner, id)
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("paid: %w", err)
	}
	if draft.State != AwaitingPayment || draft.Pending == nil {
		return Outcome{}, fmt.Errorf("paid, but %v does not wait for it: %w", draft, ErrConflict)
	}
	s := *draft.Pending
	s.Payment = &p
	return d.send(ctx, s, draft.Revision)
}

// GoBack opens a draft that waits for a payment to be changed again.
func (d *Desk) GoBack(ctx context.Context, who Person, id string) (*Turn, error) {
	o, err := d.open(ctx, who, id)
	if err != nil {
		return nil, err
	}
	if o.State == AwaitingPayment {
		draft := o.next(o.Content, o.outside.Now)
		draft.State, draft.Pending = Filling, nil
		if err := d.ports.Drafts.SaveDraft(ctx, draft); err != nil {
			return nil, fmt.Errorf("go back: %w", err)
		}
		o.Draft = draft
	}
	return &Turn{Draft: o.Draft, Program: o.program, Journey: o.program.Walk(o.filled, o.outside)}, nil
}

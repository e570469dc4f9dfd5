package submission

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"

	"sportello/engine"
	"sportello/engine/value"
)

// Receipt is a submission with how it stands now.
type Receipt struct {
	Submission
	// Program, Given and Standing are nil if the edition is not loaded: that it
	// was sent can be shown all the same.
	Program  Program
	Given    value.Group // the answers
	Standing *engine.Standing
}

// Receipt gives a submission of the person's by its reference, as they write it.
func (d *Desk) Receipt(ctx context.Context, who Person, reference string) (Receipt, error) {
	s, err := d.own(ctx, who, reference)
	if err != nil {
		return Receipt{}, fmt.Errorf("receipt: %w", err)
	}
	return d.standing(ctx, who, s)
}

// own gives a submission of the person's by its reference, as they write it.
func (d *Desk) own(ctx context.Context, who Person, reference string) (Submission, error) {
	if who.Subject == "" {
		return Submission{}, ErrForbidden
	}
	proper, ok := ParseReference(reference)
	if !ok {
		return Submission{}, ErrNotFound
	}
	return d.ports.Submissions.Submission(ctx, proper, who.Subject)
}

// Standing computes how a submission of the person's, one of Submissions, stands
// now.
func (d *Desk) Standing(ctx context.Context, who Person, s Submission) (Receipt, error) {
	return d.standing(ctx, who, s)
}

// standing computes state and deadlines from what was sent, the facts and the
// clock.
func (d *Desk) standing(ctx context.Context, who Person, s Submission) (Receipt, error) {
	program, err := d.ports.Catalogue.Edition(s.Edition)
	if errors.Is(err, ErrNotFound) {
		return Receipt{Submission: s}, nil
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("receipt: %w", err)
	}
	answers, err := program.DecodeAnswers(s.Answers)
	if err != nil {
		return Receipt{}, fmt.Errorf("read %v: %w", s, err)
	}
	outside, err := d.outside(ctx, who, s.Service, s.Draft, program.Language(cmp.Or(who.Language, s.Language)))
	if err != nil {
		return Receipt{}, err
	}
	outside.Submitted, outside.Place = s.Received, s.Place
	outside.Facts = program.EarlierAsKept(outside.Facts, s.Facts)
	return Receipt{s, program, answers, program.Standing(answers, outside)}, nil
}

// Sent gives what a draft became, for those who come back to its pages.
func (d *Desk) Sent(ctx context.Context, who Person, draft string) (Submission, error) {
	if who.Subject == "" {
		return Submission{}, ErrForbidden
	}
	return d.ports.Submissions.SubmissionOf(ctx, draft, who.Subject)
}

// Submissions gives the person's, latest first.
func (d *Desk) Submissions(ctx context.Context, who Person) ([]Submission, error) {
	if who.Subject == "" {
		return nil, ErrForbidden
	}
	return d.ports.Submissions.Submissions(ctx, who.Subject)
}

// Export goes through all submissions of a service after a number, in order.
// It is for officers: whoever calls it has made sure of that.
func (d *Desk) Export(ctx context.Context, service string, after int64) iter.Seq2[Submission, error] {
	return d.ports.Submissions.Export(ctx, service, after)
}

package submission

import (
	"context"
	"fmt"

	"sportello/engine"
)

// earlier lays what the person sent to the service before over the facts of an
// application, if its rules read that.
func (d *Desk) earlier(ctx context.Context, who Person, program Program, o *engine.Outside) error {
	if !program.AsksEarlier() || who.Subject == "" {
		return nil
	}
	sent, err := d.ports.Submissions.Submissions(ctx, who.Subject)
	if err != nil {
		return fmt.Errorf("what was sent before: %w", err)
	}
	var earlier []engine.Earlier
	for _, s := range sent {
		if s.Service != program.ID() {
			continue
		}
		one, err := d.earlierOne(ctx, who, s)
		if err != nil {
			return err
		}
		earlier = append(earlier, one)
	}
	o.Facts = program.WithEarlier(o.Facts, earlier)
	return nil
}

// earlierOne is an application as later ones see it. Of an edition that cannot be
// read any more it is known that it was sent.
func (d *Desk) earlierOne(ctx context.Context, who Person, s Submission) (engine.Earlier, error) {
	out := engine.Earlier{Number: s.Reference, Sent: s.Received}
	r, err := d.standing(ctx, who, s)
	if err != nil || r.Standing == nil {
		return out, err
	}
	out.State, out.Answers = r.Standing.State.ID, r.Given
	return out, nil
}

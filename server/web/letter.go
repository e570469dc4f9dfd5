package web

import (
	"context"
	"fmt"

	"sportello/renderer"
	"sportello/server/submission"
)

// Letter writes to the citizen what happened, in the language of the
// application. It is false where they gave no address, or where there is
// nothing to write about.
func (s *Site) Letter(ctx context.Context, e submission.Event, sent submission.Submission) (renderer.Letter, bool, error) {
	if e.Kind != submission.Sent || sent.Email == "" {
		return renderer.Letter{}, false, nil
	}
	owner := submission.Person{Subject: sent.Owner, Identity: identityThen(sent.Evidence), Language: sent.Language}
	r, err := s.Desk.Standing(ctx, owner, sent)
	if err != nil {
		return renderer.Letter{}, false, fmt.Errorf("letter: %w", err)
	}
	view := s.receiptOf(renderer.Frame{Lang: sent.Language, Demo: s.Demo, Municipality: s.municipality}, r)
	letter := renderer.NewLetter(view, s.Address+receiptAddress(sent.Reference))
	letter.Copies = sent.Copies
	return letter, true, nil
}

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sportello/engine"
	"sportello/server/submission"
)

// errNotThere leaves a transaction whose draft is not as expected.
var errNotThere = errors.New("the draft is not as expected")

// Submit is of submission.SubmissionStore.
func (s *Store) Submit(ctx context.Context, sub submission.Submission, revision int64, events ...submission.Event) (submission.Submission, error) {
	err := s.line.add(ctx, func(ctx context.Context, w *work) error { return submit(ctx, w, &sub, revision, events) })
	if errors.Is(err, errNotThere) {
		return s.earlier(ctx, sub.Draft, sub.Owner)
	}
	if err != nil {
		return submission.Submission{}, s.failed("submit", err)
	}
	return sub, nil
}

// submit takes the draft away first: of several who send the same draft, the
// others wait here and then find none.
func submit(ctx context.Context, w *work, sub *submission.Submission, revision int64, events []submission.Event) error {
	n, err := changed(ctx, w, `DELETE FROM drafts WHERE id = $1 AND owner = $2 AND revision = $3`,
		sub.Draft, sub.Owner, revision)
	if err != nil {
		return err
	}
	if n == 0 {
		return errNotThere
	}
	if err := w.ledger.open(ctx, w.Tx, w.hold); err != nil {
		return err
	}
	sub.Number = w.ledger.number()
	sub.Reference = submission.Reference(sub.Year, sub.Number)
	if sub.Place, err = place(ctx, w.Tx, sub); err != nil {
		return err
	}
	digest, err := insertSubmission(ctx, w.Tx, sub)
	if err != nil {
		return err
	}
	if err := takeFiles(ctx, w.Tx, sub.Draft, sub.Number, sub.Files); err != nil {
		return err
	}
	return insertEvents(ctx, w, sub, digest, events)
}

// takeFiles moves the files that were sent from the draft to the submission;
// those that no answer refers to are forgotten.
func takeFiles(ctx context.Context, tx *sql.Tx, draft string, number int64, files []engine.File) error {
	if len(files) > 0 {
		args := []any{number, draft}
		for _, f := range files {
			args = append(args, f.ID)
		}
		n, err := changed(ctx, tx,
			`UPDATE files SET submission = $1 WHERE draft = $2 AND submission IS NULL AND id IN (`+places(3, len(files))+`)`, args...)
		if err != nil {
			return err
		}
		if n != int64(len(files)) {
			return fmt.Errorf("%d of %d files are not of the draft: %w", int64(len(files))-n, len(files), submission.ErrConflict)
		}
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM files WHERE draft = $1 AND submission IS NULL`, draft)
	return err
}

// insertEvents seals the events. The first carries the digest of what was
// stored.
func insertEvents(ctx context.Context, w *work, sub *submission.Submission, digest string, events []submission.Event) error {
	for i, e := range events {
		e.Number, e.Reference = sub.Number, sub.Reference
		if i == 0 {
			e.Digest = digest
		}
		w.ledger.seal(&e)
		_, err := w.ExecContext(ctx,
			`INSERT INTO events (id, submission, kind, payload, created, digest, seal) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			e.ID, e.Number, e.Kind, string(e.Payload), stamp{e.Created}, e.Digest, e.Seal)
		if err != nil {
			return err
		}
		if err := post(ctx, w.Tx, e); err != nil {
			return err
		}
	}
	return nil
}

// earlier tells what became of a draft that is not at the expected revision.
func (s *Store) earlier(ctx context.Context, draft, owner string) (submission.Submission, error) {
	sub, err := s.SubmissionOf(ctx, draft, owner)
	if errors.Is(err, submission.ErrNotFound) {
		err = s.failed("submit", s.moved(ctx, draft, owner))
	}
	return sub, err
}

// insertSubmission writes the row, and gives its digest. Answers have their own
// column, byte by byte.
func insertSubmission(ctx context.Context, tx *sql.Tx, sub *submission.Submission) (string, error) {
	rest := sub.Record
	rest.Answers = nil
	args := []any{
		sub.Number, sub.Reference, sub.Draft, sub.Year, sub.Service, sub.Edition, sub.Label, sub.Language,
		sub.Owner, sub.Behalf, asJSON(&sub.Evidence), string(sub.Answers), asJSON(&rest),
		asJSON(&sub.Payment), stamp{sub.Received}, stamp{sub.Submitted}, asJSON(&sub.Place),
	}
	texts, err := asTexts(args)
	if err != nil {
		return "", err
	}
	_, err = tx.ExecContext(ctx,
		`INSERT INTO submissions (`+submissionColumns+`)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`, args...)
	return digest(texts), err
}

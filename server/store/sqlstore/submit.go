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
	err := s.line.add(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return submit(ctx, tx, &sub, revision, events)
	})
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
func submit(ctx context.Context, tx *sql.Tx, sub *submission.Submission, revision int64, events []submission.Event) error {
	n, err := changed(ctx, tx, `DELETE FROM drafts WHERE id = $1 AND owner = $2 AND revision = $3`,
		sub.Draft, sub.Owner, revision)
	if err != nil {
		return err
	}
	if n == 0 {
		return errNotThere
	}
	if sub.Number, err = take(ctx, tx, "submission", 1); err != nil {
		return err
	}
	sub.Reference = submission.Reference(sub.Year, sub.Number)
	if err := insertSubmission(ctx, tx, sub); err != nil {
		return err
	}
	if err := takeFiles(ctx, tx, sub.Draft, sub.Number, sub.Files); err != nil {
		return err
	}
	return insertEvents(ctx, tx, sub.Number, events)
}

// take gives the last of n numbers taken from a counter.
func take(ctx context.Context, tx *sql.Tx, counter string, n int) (last int64, err error) {
	err = tx.QueryRowContext(ctx, `UPDATE counters SET last = last + $1 WHERE name = $2 RETURNING last`, n, counter).Scan(&last)
	return last, err
}

// takeFiles moves the files that were sent from the draft to the submission;
// those that no answer refers to are forgotten.
func takeFiles(ctx context.Context, tx *sql.Tx, draft string, number int64, files []engine.File) error {
	for _, f := range files {
		n, err := changed(ctx, tx, `UPDATE files SET submission = $1 WHERE id = $2 AND draft = $3 AND submission IS NULL`,
			number, f.ID, draft)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("file %s is not of the draft: %w", f.ID, submission.ErrConflict)
		}
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM files WHERE draft = $1 AND submission IS NULL`, draft)
	return err
}

func insertEvents(ctx context.Context, tx *sql.Tx, number int64, events []submission.Event) error {
	if len(events) == 0 {
		return nil
	}
	last, err := take(ctx, tx, "event", len(events))
	if err != nil {
		return err
	}
	first := last - int64(len(events)) + 1
	for i, e := range events {
		_, err := tx.ExecContext(ctx, `INSERT INTO events (id, submission, kind, payload, created) VALUES ($1, $2, $3, $4, $5)`,
			first+int64(i), number, e.Kind, string(e.Payload), stamp{e.Created})
		if err != nil {
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

// insertSubmission writes the row. Answers have their own column, byte by byte.
func insertSubmission(ctx context.Context, tx *sql.Tx, sub *submission.Submission) error {
	rest := sub.Record
	rest.Answers = nil
	_, err := tx.ExecContext(ctx,
		`INSERT INTO submissions (`+submissionColumns+`)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		sub.Number, sub.Reference, sub.Draft, sub.Year, sub.Service, sub.Edition, sub.Label, sub.Language,
		sub.Owner, sub.Behalf, asJSON(&sub.Evidence), string(sub.Answers), asJSON(&rest),
		asJSON(&sub.Payment), stamp{sub.Received}, stamp{sub.Submitted})
	return err
}

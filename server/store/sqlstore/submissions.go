package sqlstore

import (
	"context"
	"encoding/json"
	"iter"

	"sportello/server/submission"
)

const submissionColumns = `number, reference, draft, year, service, edition, label, language,
	owner, behalf, evidence, answers, record, payment, received, submitted, place`

func scanSubmission(r row) (submission.Submission, error) {
	var s submission.Submission
	var answers string
	var received, submitted stamp
	err := r.Scan(&s.Number, &s.Reference, &s.Draft, &s.Year, &s.Service, &s.Edition, &s.Label, &s.Language,
		&s.Owner, &s.Behalf, asJSON(&s.Evidence), &answers, asJSON(&s.Record),
		asJSON(&s.Payment), &received, &submitted, asJSON(&s.Place))
	s.Answers = json.RawMessage(answers)
	s.Received, s.Submitted = received.Time, submitted.Time
	return s, err
}

// Submission is of submission.SubmissionStore.
func (s *Store) Submission(ctx context.Context, reference, owner string) (submission.Submission, error) {
	return s.oneSubmission(ctx, `reference = $1 AND owner = $2`, reference, owner)
}

// SubmissionOf is of submission.SubmissionStore.
func (s *Store) SubmissionOf(ctx context.Context, draft, owner string) (submission.Submission, error) {
	return s.oneSubmission(ctx, `draft = $1 AND owner = $2`, draft, owner)
}

// Numbered is of submission.Numbered.
func (s *Store) Numbered(ctx context.Context, number int64) (submission.Submission, error) {
	return s.oneSubmission(ctx, `number = $1`, number)
}

func (s *Store) oneSubmission(ctx context.Context, where string, args ...any) (submission.Submission, error) {
	sub, err := scanSubmission(s.read.QueryRowContext(ctx,
		`SELECT `+submissionColumns+` FROM submissions WHERE `+where, args...))
	if err != nil {
		return submission.Submission{}, s.failed("submission", err)
	}
	return sub, nil
}

// Submissions is of submission.SubmissionStore.
func (s *Store) Submissions(ctx context.Context, owner string) ([]submission.Submission, error) {
	subs, err := collect(ctx, s.read, scanSubmission,
		`SELECT `+submissionColumns+` FROM submissions WHERE owner = $1 ORDER BY number DESC`, owner)
	return subs, s.failed("submissions", err)
}

// Export is of submission.SubmissionStore.
func (s *Store) Export(ctx context.Context, service string, after int64) iter.Seq2[submission.Submission, error] {
	return pages(after, func(sub submission.Submission) int64 { return sub.Number }, func(after int64) ([]submission.Submission, error) {
		rows, err := collect(ctx, s.read, scanSubmission,
			`SELECT `+submissionColumns+` FROM submissions WHERE service = $1 AND number > $2 ORDER BY number LIMIT $3`,
			service, after, pageSize)
		return rows, s.failed("export", err)
	})
}

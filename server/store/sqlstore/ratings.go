package sqlstore

import (
	"context"
	"database/sql"

	"sportello/server/submission"
)

var _ submission.RatingStore = (*Store)(nil)

// Rate is of submission.RatingStore.
func (s *Store) Rate(ctx context.Context, r submission.Rating, mark string) error {
	err := s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if mark != "" {
			if _, err := tx.ExecContext(ctx, `INSERT INTO rated (mark) VALUES ($1)`, mark); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx,
			`INSERT INTO ratings (id, service, about, stars, answer, comment, day) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			r.ID, r.Service, r.About, r.Stars, r.Answer, r.Comment, r.Day)
		return err
	})
	return s.failed("rate", err)
}

// Rated is of submission.RatingStore.
func (s *Store) Rated(ctx context.Context, mark string) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM rated WHERE mark = $1`, mark).Scan(&n)
	return n > 0, s.failed("rated", err)
}

// Ratings is of submission.RatingStore.
func (s *Store) Ratings(ctx context.Context, service string) ([]submission.Rating, error) {
	ratings, err := collect(ctx, s.read, scanRating,
		`SELECT id, service, about, stars, answer, comment, day FROM ratings
		 WHERE service = $1 OR $1 = '' ORDER BY day, id`, service)
	return ratings, s.failed("ratings", err)
}

func scanRating(r row) (submission.Rating, error) {
	var out submission.Rating
	err := r.Scan(&out.ID, &out.Service, &out.About, &out.Stars, &out.Answer, &out.Comment, &out.Day)
	return out, err
}

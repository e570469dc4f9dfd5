package sqlstore

import (
	"context"
	"time"

	"sportello/server/submission"
)

var _ submission.PaceStore = (*Store)(nil)

// Take is of submission.PaceStore. One statement looks and counts, so that two
// nodes never count the same one.
func (s *Store) Take(ctx context.Context, key string, since time.Time, most int) (bool, error) {
	n, err := s.change(ctx,
		`INSERT INTO paces (key, since, taken) VALUES ($1, $2, 1)
		 ON CONFLICT (key, since) DO UPDATE SET taken = paces.taken + 1 WHERE paces.taken < $3`,
		key, stamp{since}, most)
	return n > 0, s.failed("take", err)
}

// SweepPaces is of submission.PaceStore.
func (s *Store) SweepPaces(ctx context.Context, before time.Time) (int64, error) {
	n, err := s.change(ctx, `DELETE FROM paces WHERE since < $1`, stamp{before})
	return n, s.failed("sweep paces", err)
}

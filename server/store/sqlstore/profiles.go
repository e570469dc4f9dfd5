package sqlstore

import (
	"context"

	"sportello/engine"
	"sportello/server/submission"
)

var _ submission.ProfileStore = (*Store)(nil)

// Profile is of submission.ProfileStore.
func (s *Store) Profile(ctx context.Context, owner string) ([]engine.Kept, error) {
	kept, err := collect(ctx, s.read, scanKept,
		`SELECT id, topic, content, service, given FROM profiles WHERE owner = $1 ORDER BY given DESC, id`, owner)
	return kept, s.failed("profile", err)
}

func scanKept(r row) (engine.Kept, error) {
	var k engine.Kept
	var at stamp
	err := r.Scan(&k.ID, &k.Group, asJSON(&k.Values), &k.Service, &at)
	k.At = at.Time
	return k, err
}

// KeepValues is of submission.ProfileStore.
func (s *Store) KeepValues(ctx context.Context, owner string, k engine.Kept) error {
	_, err := s.change(ctx,
		`INSERT INTO profiles (owner, id, topic, content, service, given) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (owner, id) DO UPDATE SET
			topic = excluded.topic, content = excluded.content, service = excluded.service, given = excluded.given`,
		owner, k.ID, k.Group, asJSON(&k.Values), k.Service, stamp{k.At})
	return s.failed("keep in profile", err)
}

// ForgetValues is of submission.ProfileStore.
func (s *Store) ForgetValues(ctx context.Context, owner, id string) error {
	n, err := s.change(ctx, `DELETE FROM profiles WHERE owner = $1 AND id = $2`, owner, id)
	if err == nil && n == 0 {
		err = submission.ErrNotFound
	}
	return s.failed("forget from profile", err)
}

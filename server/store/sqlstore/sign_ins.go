package sqlstore

import (
	"context"
	"database/sql"
	"time"

	"sportello/server/submission"
)

var _ submission.SignInStore = (*Store)(nil)

// BeginSignIn is of submission.SignInStore.
func (s *Store) BeginSignIn(ctx context.Context, one submission.SignIn) error {
	_, err := s.change(ctx,
		`INSERT INTO sign_ins (key, browser, provider, nonce, verifier, back, kept, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		one.Key, one.Browser, one.Provider, one.Nonce, one.Verifier, one.Back, asJSON(&one.Kept), stamp{one.Expires})
	return s.failed("begin sign-in", err)
}

// TakeSignIn is of submission.SignInStore. The one statement that finds it also
// takes it away, so that of two requests one gets it.
func (s *Store) TakeSignIn(ctx context.Context, key, browser string) (submission.SignIn, error) {
	one := submission.SignIn{Key: key, Browser: browser}
	var expires stamp
	err := s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return tx.QueryRowContext(ctx,
			`DELETE FROM sign_ins WHERE key = $1 AND browser = $2 RETURNING provider, nonce, verifier, back, kept, expires`,
			key, browser).Scan(&one.Provider, &one.Nonce, &one.Verifier, &one.Back, asJSON(&one.Kept), &expires)
	})
	one.Expires = expires.Time
	return one, s.failed("take sign-in", err)
}

// SweepSignIns is of submission.SignInStore.
func (s *Store) SweepSignIns(ctx context.Context, before time.Time) (int64, error) {
	n, err := s.change(ctx, `DELETE FROM sign_ins WHERE expires <= $1`, stamp{before})
	return n, s.failed("sweep sign-ins", err)
}

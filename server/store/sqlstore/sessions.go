package sqlstore

import (
	"context"
	"time"

	"sportello/server/submission"
)

var _ submission.SessionStore = (*Store)(nil)

// CreateSession is of submission.SessionStore.
func (s *Store) CreateSession(ctx context.Context, session submission.Session) error {
	_, err := s.change(ctx,
		`INSERT INTO sessions (key, subject, provider, issuer, account, level, class, signed_in, claims, guest, expires)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		session.Key, session.Subject, session.Provider, session.Issuer, session.Account, session.Level, session.Class,
		stamp{session.SignedIn}, asJSON(&session.Claims), session.Guest, stamp{session.Expires})
	return s.failed("create session", err)
}

// Session is of submission.SessionStore.
func (s *Store) Session(ctx context.Context, key string, now time.Time) (submission.Session, error) {
	session := submission.Session{Key: key}
	var signedIn, expires stamp
	err := s.read.QueryRowContext(ctx,
		`SELECT subject, provider, issuer, account, level, class, signed_in, claims, guest, expires
		FROM sessions WHERE key = $1 AND expires > $2`,
		key, stamp{now}).Scan(&session.Subject, &session.Provider, &session.Issuer, &session.Account, &session.Level, &session.Class, &signedIn,
		asJSON(&session.Claims), &session.Guest, &expires)
	session.SignedIn, session.Expires = signedIn.Time, expires.Time
	return session, s.failed("session", err)
}

// ExtendSession is of submission.SessionStore.
func (s *Store) ExtendSession(ctx context.Context, key string, expires time.Time) error {
	_, err := s.change(ctx, `UPDATE sessions SET expires = $1 WHERE key = $2`, stamp{expires}, key)
	return s.failed("extend session", err)
}

// DeleteSession is of submission.SessionStore.
func (s *Store) DeleteSession(ctx context.Context, key string) error {
	_, err := s.change(ctx, `DELETE FROM sessions WHERE key = $1`, key)
	return s.failed("delete session", err)
}

// SweepSessions is of submission.SessionStore.
func (s *Store) SweepSessions(ctx context.Context, now time.Time) (int64, error) {
	n, err := s.change(ctx, `DELETE FROM sessions WHERE expires <= $1`, stamp{now})
	return n, s.failed("sweep sessions", err)
}

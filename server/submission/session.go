package submission

import (
	"context"
	"log/slog"
	"time"
)

// Session remembers who is at the counter between two requests. It has no
// answers in it; those are in drafts, which outlive it.
type Session struct {
	Key      string // SHA-256 of what the browser holds, which is kept nowhere
	Subject  string // owns drafts and submissions
	Provider string // where they signed in, by its id in the profile; "" if nowhere
	Issuer   string // who vouches for the identity; "" if anonymous
	Account  string // by which the issuer knows them
	Level    string // of assurance: 1, 2 or 3
	Class    string // the level as the issuer calls it
	SignedIn time.Time
	Claims   map[string]string // what the issuer said, canonical
	Guest    string            // subject of the anonymous session that signed in: its drafts stay within reach
	Expires  time.Time
}

// SessionStore keeps sessions.
type SessionStore interface {
	// CreateSession keeps a new one.
	CreateSession(ctx context.Context, s Session) error
	// Session by its key. ErrNotFound if there is none or it has expired.
	Session(ctx context.Context, key string, now time.Time) (Session, error)
	// ExtendSession moves the end of one.
	ExtendSession(ctx context.Context, key string, expires time.Time) error
	// DeleteSession forgets one; it may be gone already.
	DeleteSession(ctx context.Context, key string) error
	// SweepSessions forgets those that have expired, and tells how many.
	SweepSessions(ctx context.Context, now time.Time) (int64, error)
}

// String keeps personal data out of messages.
func (s Session) String() string { return "session" }

// GoString keeps personal data out of messages.
func (s Session) GoString() string { return s.String() }

// LogValue keeps personal data out of logs.
func (s Session) LogValue() slog.Value { return slog.StringValue(s.String()) }

package submission

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"time"
)

// IdentityProvider is where citizens prove who they are: SPID, CIE and the
// like. It keeps nothing: what must be remembered until they come back is in
// the SignIn.
type IdentityProvider interface {
	// Depart gives the address where one signs in at a level, 1 to 3; again
	// means that who is signed in there must prove it anew. ErrUnavailable if
	// the provider cannot be reached.
	Depart(ctx context.Context, s Departure) (string, error)
	// Return reads what the provider sent the browser back with. ErrDenied,
	// ErrUntrusted, ErrUnavailable.
	Return(ctx context.Context, s SignIn, sent url.Values) (Vouched, error)
	// Leave gives the address where one signs out and is sent back from; "" if
	// the provider has none, or cannot be reached.
	Leave(ctx context.Context, back string) string
}

// Why nobody was vouched for.
var (
	// ErrDenied: the citizen, or the provider, chose not to.
	ErrDenied = errors.New("denied")
	// ErrUntrusted: what came back is not what the provider said to this browser.
	ErrUntrusted = errors.New("not to be trusted")
)

// Departure is what a provider is asked.
type Departure struct {
	State    string // comes back with the browser
	Nonce    string // comes back in what the provider signs
	Verifier string // proves that who ends the sign-in has begun it
	Level    int
	Again    bool
}

// SignIn is a sign-in on its way, kept until the browser comes back.
type SignIn struct {
	Key      string // SHA-256 of the state
	Browser  string // SHA-256 of what the browser holds
	Provider string // its id in the profile
	Nonce    string
	Verifier string
	Back     string              // where one goes on, inside this site
	Kept     map[string][]string // what was typed before
	Expires  time.Time
}

// Vouched is what a provider says of somebody.
type Vouched struct {
	Issuer  string
	Account string            // by which the issuer knows them
	Level   string            // 1, 2 or 3; "" if it did not say
	Class   string            // the level as the issuer calls it
	At      time.Time         // when they proved it
	Claims  map[string]string // canonical, by the names that rules read: cognome, nome …
}

// SignInStore keeps sign-ins on their way.
type SignInStore interface {
	// BeginSignIn keeps a new one.
	BeginSignIn(ctx context.Context, s SignIn) error
	// TakeSignIn gives one, also if it has expired, and forgets it. ErrNotFound
	// if there is none, or it is another browser's: then it stays.
	TakeSignIn(ctx context.Context, key, browser string) (SignIn, error)
	// SweepSignIns forgets those that had expired by a time, and tells how many.
	SweepSignIns(ctx context.Context, before time.Time) (int64, error)
}

// String keeps what was typed out of messages.
func (s SignIn) String() string { return "sign-in" }

// GoString keeps what was typed out of messages.
func (s SignIn) GoString() string { return s.String() }

// LogValue keeps what was typed out of logs.
func (s SignIn) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String keeps personal data out of messages.
func (v Vouched) String() string { return "vouched" }

// GoString keeps personal data out of messages.
func (v Vouched) GoString() string { return v.String() }

// LogValue keeps personal data out of logs.
func (v Vouched) LogValue() slog.Value { return slog.StringValue(v.String()) }

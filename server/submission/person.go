package submission

import (
	"cmp"
	"log/slog"
	"time"

	"sportello/engine/value"
)

// Person is who acts: someone who signed in, or the holder of an anonymous
// session of a service that asks for no identity.
type Person struct {
	Subject  string      // stable and unguessable; owns drafts and submissions
	Issuer   string      // who vouches for the identity; "" if anonymous
	Account  string      // by which the issuer knows them; "" if it is the Subject
	Level    string      // level of assurance: 1, 2 or 3
	Class    string      // the level as the issuer calls it
	SignedIn time.Time   // when the issuer vouched
	Identity value.Group // what the issuer said, as rules read it
	Language string      // to be spoken to in from now on; "" for that of the draft
	Asked    time.Time   // when what they ask now arrived; zero for the instant when it is done
}

// Evidence is what a submission keeps of the identity of who sent it.
type Evidence struct {
	Issuer   string         `json:"issuer,omitempty"`
	Level    string         `json:"level,omitempty"`
	Class    string         `json:"class,omitempty"` // the level as the issuer calls it
	SignedIn time.Time      `json:"signed_in,omitzero"`
	Subject  string         `json:"subject"`          // by which the issuer knows them
	Claims   map[string]any `json:"claims,omitempty"` // canonical
}

// Evidence of the person as signed in now.
func (p Person) Evidence() Evidence {
	return Evidence{
		Issuer:   p.Issuer,
		Level:    p.Level,
		Class:    p.Class,
		SignedIn: p.SignedIn.UTC().Truncate(time.Millisecond),
		Subject:  cmp.Or(p.Account, p.Subject),
		Claims:   canonicalGroup(p.Identity),
	}
}

// String keeps personal data out of messages.
func (p Person) String() string { return "person" }

// GoString keeps personal data out of messages.
func (p Person) GoString() string { return p.String() }

// LogValue keeps personal data out of logs.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String keeps personal data out of messages.
func (e Evidence) String() string { return "evidence" }

// GoString keeps personal data out of messages.
func (e Evidence) GoString() string { return e.String() }

// LogValue keeps personal data out of logs.
func (e Evidence) LogValue() slog.Value { return slog.StringValue(e.String()) }

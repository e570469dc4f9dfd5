package submission

import (
	"log/slog"
	"time"

	"sportello/engine"
)

// Draft is an application being filled in, as it is kept. Its edition never
// changes: who began yesterday finishes on yesterday's definition.
type Draft struct {
	ID       string // unguessable; the token of the submission
	Service  string
	Edition  string // hash
	Owner    string // Subject of the person who fills it in
	Actor    Evidence
	Behalf   string // for whom they act; "" for themselves
	Language string
	Revision int64 // one more at each save; what a page posts back
	State    State
	Content  []byte        // the engine's draft, as Program.EncodeDraft wrote it
	Pending  *Submission   // ready to be sent, while State is AwaitingPayment
	Files    []engine.File // uploaded to it, in the order of uploading; nil in lists of drafts
	Created  time.Time
	Updated  time.Time
}

// State is where a draft stands.
type State string

// The states of a draft.
const (
	Filling State = "filling"
	// AwaitingPayment stands between the summary and the submission. What will
	// be sent is frozen in Pending: Paid sends it, GoBack opens the draft again.
	AwaitingPayment State = "awaiting_payment"
)

// next gives the draft as its next revision.
func (d Draft) next(content []byte, now time.Time) Draft {
	d.Content = content
	d.Revision++
	d.Updated = now
	return d
}

// String keeps answers out of messages.
func (d Draft) String() string { return "draft " + d.ID }

// GoString keeps answers out of messages.
func (d Draft) GoString() string { return d.String() }

// LogValue keeps answers out of logs.
func (d Draft) LogValue() slog.Value { return slog.StringValue(d.String()) }

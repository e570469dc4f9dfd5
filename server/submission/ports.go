package submission

import (
	"context"
	"io"
	"iter"
	"time"

	"sportello/engine"
	"sportello/engine/value"
)

// DraftStore keeps drafts. Every method is durable when it returns.
type DraftStore interface {
	// CreateDraft keeps a new draft.
	CreateDraft(ctx context.Context, d Draft) error
	// Draft gives one draft with its files. ErrNotFound if it is not the owner's.
	Draft(ctx context.Context, id, owner string) (Draft, error)
	// Drafts gives the owner's, latest change first, without their files.
	Drafts(ctx context.Context, owner string) ([]Draft, error)
	// SaveDraft replaces the draft by its next revision: content, state, pending
	// submission, actor and language; the rest never changes. ErrConflict unless the
	// stored revision is the one before d.Revision; ErrNotFound if it is gone.
	SaveDraft(ctx context.Context, d Draft) error
	// DeleteDraft forgets the draft and its files. ErrConflict while it awaits
	// a payment.
	DeleteDraft(ctx context.Context, id, owner string) error
	// SweepDrafts forgets drafts that were not changed since an instant and await
	// no payment, with their files, the oldest first, at most so many. It tells
	// how many; fewer than most means that it left none but those that somebody
	// else is just changing or sweeping.
	SweepDrafts(ctx context.Context, before time.Time, most int) (int64, error)
}

// SubmissionStore keeps submissions.
type SubmissionStore interface {
	// Submit turns the draft s.Draft, if it still is at the revision, into s,
	// with the next number and its reference, in one transaction with the events:
	// the draft and the files that s does not name are gone, or nothing happened.
	// The first event gets the digest of what is stored. If s asks for part of a
	// quota, its place is decided in the order of the numbers: inside while there
	// is enough and nobody waits, else on the waiting list, or ErrFull.
	// If the draft was sent before, it gives that submission. If it has another
	// revision, ErrConflict; if it is not the owner's, ErrNotFound.
	Submit(ctx context.Context, s Submission, revision int64, events ...Event) (Submission, error)
	// Submission by reference. ErrNotFound if it is not the owner's.
	Submission(ctx context.Context, reference, owner string) (Submission, error)
	// SubmissionOf gives what a draft became.
	SubmissionOf(ctx context.Context, draft, owner string) (Submission, error)
	// Submissions gives the owner's, latest first.
	Submissions(ctx context.Context, owner string) ([]Submission, error)
	// Export goes through a service's, in the order of their numbers, beginning
	// after a number.
	Export(ctx context.Context, service string, after int64) iter.Seq2[Submission, error]
}

// Numbered finds any submission by its number, whoever's it is: for those who
// are told of it, never for citizens.
type Numbered interface {
	// Numbered gives it. ErrNotFound if there is none.
	Numbered(ctx context.Context, number int64) (Submission, error)
}

// FileStore knows what was uploaded to drafts; the bytes are in Attachments.
type FileStore interface {
	// AddFile adds a file to a draft. ErrNotFound if it is not the owner's.
	AddFile(ctx context.Context, draft, owner string, f engine.File, at time.Time) error
	// File gives one of the owner's, of a draft or a submission.
	File(ctx context.Context, id, owner string) (engine.File, error)
	// RemoveFile takes a file from a draft. A file of a submission stays.
	RemoveFile(ctx context.Context, id, owner string) error
	// Holds tells whether any file has these bytes.
	Holds(ctx context.Context, sha256 string) (bool, error)
}

// EditionStore keeps the editions that drafts and submissions were made with,
// and says which of them is offered now, the same to all nodes.
type EditionStore interface {
	// Publish keeps an edition. Publishing it again is nothing; another content
	// under the same label is ErrEditionChanged.
	Publish(ctx context.Context, e Edition) error
	// Edition by hash.
	Edition(ctx context.Context, hash string) (Edition, error)
	// Editions gives a service's, oldest first, without their bundles.
	Editions(ctx context.Context, service string) ([]Edition, error)
	// Offer puts an edition, or none, in the place of what is offered of its
	// service. It gives the number by itself. What is offered already is not
	// offered twice; what was offered before something else only with again.
	Offer(ctx context.Context, o Offer, again bool) error
	// Offers gives what is offered of each service now, also of those of which
	// nothing is any more, by service.
	Offers(ctx context.Context) ([]Offer, error)
}

// Outbox holds what receivers are to be told. Events of one submission reach a
// receiver in their order: one that waits or is parked holds those behind it
// back. Every one is told at least once.
type Outbox interface {
	// Claim takes what is due for a receiver, oldest first, at most limit, and
	// keeps others from taking it until the lease ends.
	Claim(ctx context.Context, receiver string, limit int, now, lease time.Time) ([]Delivery, error)
	// Delivered ends one; ending it again changes nothing.
	Delivered(ctx context.Context, receiver string, event int64) error
	// Failed counts a try, says why it failed, and when the next is due; parked
	// if there is to be none.
	Failed(ctx context.Context, receiver string, event int64, reason string, next time.Time, parked bool) error
	// Deliveries gives those in a state, oldest first, after an event.
	Deliveries(ctx context.Context, state DeliveryState, after int64, limit int) ([]Delivery, error)
	// Retry lets a parked one be tried again, now. ErrNotFound if it is not parked.
	Retry(ctx context.Context, receiver string, event int64, now time.Time) error
	// Discard gives a parked one up. ErrNotFound if it is not parked.
	Discard(ctx context.Context, receiver string, event int64) error
}

// Ledger is what proves that nothing was changed or removed.
type Ledger interface {
	// Events goes through all that happened, in order, after an event.
	Events(ctx context.Context, after int64) iter.Seq2[Event, error]
	// Stored gives the digest of a submission as it is stored now, and its files.
	// ErrNotFound if it is not.
	Stored(ctx context.Context, number int64) (digest string, files []engine.File, err error)
	// Sent counts the submissions that are stored.
	Sent(ctx context.Context) (int64, error)
	// End is where the ledger stands.
	End(ctx context.Context) (LedgerEnd, error)
}

// RatingStore keeps what people think of services. Nothing in it says who.
type RatingStore interface {
	// Rate keeps a rating. With a mark it is kept only if nothing was kept with
	// that mark before, else ErrConflict; nothing ties the mark to the rating.
	Rate(ctx context.Context, r Rating, mark string) error
	// Rated tells whether something was kept with a mark.
	Rated(ctx context.Context, mark string) (bool, error)
	// Ratings gives those of a service, or all for "", by day; those of a day in
	// no order that means anything.
	Ratings(ctx context.Context, service string) ([]Rating, error)
}

// Store is everything that a database keeps.
type Store interface {
	DraftStore
	SubmissionStore
	Numbered
	FileStore
	EditionStore
	Outbox
	Ledger
	SessionStore
	ProfileStore
	SignInStore
	RatingStore
	PaceStore
}

// Attachments keeps the bytes of uploaded files, by their SHA-256.
type Attachments interface {
	// Keep reads to the end and gives the file without an ID. It is on disk when
	// Keep returns. A file that is not accepted is a *Refusal.
	Keep(ctx context.Context, name string, r io.Reader) (engine.File, error)
	// Open gives the bytes.
	Open(sha256 string) (io.ReadSeekCloser, error)
}

// World tells what is outside an application.
type World interface {
	// Facts gives the declared facts that are known for an application, by the
	// id of its draft, which it keeps when it is sent. A source that is silent
	// leaves its fact out; it is no error.
	Facts(ctx context.Context, service, application string) (value.Group, error)
	// Live gives the parameters of a service that differ from its edition now.
	Live(ctx context.Context, service string) (value.Group, error)
}

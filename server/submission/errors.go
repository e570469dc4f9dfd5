package submission

import (
	"errors"
	"fmt"

	"sportello/engine"
)

// The kinds of errors. Stores and the Desk wrap them; whoever answers a request
// asks for the kind with errors.Is. Any other error is a fault of the program.
var (
	// ErrNotFound: it does not exist, or belongs to somebody else.
	ErrNotFound = errors.New("not found")
	// ErrConflict: it was changed since it was shown.
	ErrConflict = errors.New("changed in the meantime")
	// ErrForbidden: nobody is signed in, not even anonymously.
	ErrForbidden = errors.New("forbidden")
	// ErrUnavailable: the store cannot answer now; trying again may help.
	ErrUnavailable = errors.New("unavailable")
)

// Conflicts that need other words.
var (
	// ErrAwaitingPayment: a draft that waits for a payment cannot be changed;
	// GoBack opens it again.
	ErrAwaitingPayment = fmt.Errorf("waits for a payment: %w", ErrConflict)
	// ErrFull: there is nothing left of what the application asks for, and no
	// waiting list.
	ErrFull = fmt.Errorf("nothing is left: %w", ErrConflict)
	// ErrEditionChanged: the label is taken by an edition with other content.
	ErrEditionChanged = fmt.Errorf("an edition with this label has other content: %w", ErrConflict)
)

// TooLow is somebody who is not known surely enough for a service: they sign in
// once more, at the level that is needed.
type TooLow struct{ Needed int }

func (t *TooLow) Error() string { return "known at too low a level" }

// Refusal is an uploaded file that is not accepted. Its problem has a code and
// arguments for the citizen; its error text has no name of the file.
type Refusal struct{ Problem engine.Problem }

func (r *Refusal) Error() string { return "file refused: " + r.Problem.Code }

// The codes of refused files. What a field accepts is checked again, and more
// narrowly, when its page is posted.
const (
	FileType      = engine.ProblemFileType // none of the types that are accepted anywhere
	FileSize      = engine.ProblemFileSize // larger than any may be; args: size, in bytes
	FileEncrypted = "file_encrypted"       // protected by a password
	FileEmpty     = "file_empty"           // no bytes
	FileTooMany   = "too_many"             // the draft holds as many as it may; args: max
)

package engine

import (
	"time"

	"sportello/engine/value"
)

// Draft is an application being filled in, as the engine sees it. It holds
// what was accepted and what was typed; what of it counts is computed by Walk.
// The engine never changes a Draft: Accept gives a new one.
type Draft struct {
	// Answers are the accepted answers, on the path or off it, as nested
	// groups. A key that is absent was never asked; nil was left empty.
	Answers value.Group
	// Typed holds, by page id, the form of each page that was posted and is
	// not valid yet, exactly as it was typed.
	Typed map[string]Form
	// Origins tells for each answer that has a default, by path with row ids
	// ("nucleo[r1].nome"), whether it follows the default.
	Origins map[string]Origin
	// Chosen holds, by path with row ids, what the citizen chose about their
	// profile: which of their vehicles ("veicolo._entry"), and whether to keep
	// what they typed ("veicolo._keep").
	Chosen map[string]string
	// Files are the uploaded files by id. An answer refers to them by id.
	Files map[string]File
	// Rows counts the rows ever added, so that no id comes back.
	Rows int
	// Sent marks the answers of a submission, to be read again: they hold only
	// what was answered, and what is absent was left empty.
	Sent bool
}

// Form is a posted page: values by the names of the fields.
type Form map[string][]string

// Origin says where an answer with a default came from.
type Origin string

// The origins of an answer that has a default.
const (
	Followed   Origin = "followed"   // accepted as proposed; it follows its sources
	Overridden Origin = "overridden" // the citizen gave another
)

// File is what the engine knows of an uploaded file.
type File struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Size      int64  `json:"size"`   // bytes
	SHA256    string `json:"sha256"` // hexadecimal
}

// Outside is what comes from outside the application, fixed for one request.
type Outside struct {
	Now       time.Time   // in any zone; the engine turns it into the municipality's
	Identity  value.Group // what the identity provider said; empty without sign-in
	Facts     value.Group // declared facts; absent ones are silent
	Live      value.Group // parameters declared live, where they differ from the edition's
	Submitted time.Time   // zero before submission
	Place     *Place      // what was decided of the quota; nil before submission, or without one
	// Profile is what the citizen gave before, by group: see Kept. It is nil for
	// somebody who has no profile; then nothing is proposed or kept.
	Profile map[string][]Kept
	// Correcting tells that the profile itself is corrected: see Correct.
	Correcting bool
	// Language is what the citizen reads: one of the program's languages. Any
	// other is Italian.
	Language string
	// Show puts a value into the citizen's language where a text carries it.
	// Without it values are shown in canonical form.
	Show func(v value.Value, t value.Type) string
}

package submission

import (
	"bytes"
	"log/slog"
	"time"

	"sportello/engine"
)

// Submission is an application that was handed in. It is never changed.
type Submission struct {
	Number    int64  `json:"number"`    // rising in the order of handing in
	Reference string `json:"reference"` // what citizens and officers call it
	Year      int    `json:"year"`      // of the reference, in the municipality's zone
	Draft     string `json:"draft"`     // the draft it was: no draft is sent twice

	Service  string `json:"service"`
	Edition  string `json:"edition"` // hash
	Label    string `json:"label"`   // of the edition
	Language string `json:"language"`

	Owner    string   `json:"owner"`            // Subject of the person who sent it
	Behalf   string   `json:"behalf,omitempty"` // for whom they acted; "" for themselves
	Evidence Evidence `json:"evidence"`         // of the sender's identity

	engine.Record          // what it says, and what the engine made of it
	Payment       *Payment `json:"payment,omitempty"` // if it had to be paid first
	// Place is what was decided of its Quota, if it has one. The store decides.
	Place *engine.Place `json:"place,omitempty"`

	Received  time.Time `json:"received"`  // when sending was asked; the clock of its rules
	Submitted time.Time `json:"submitted"` // when it was written
}

// Payment is what a payment service confirmed.
type Payment struct {
	Provider string    `json:"provider"`
	ID       string    `json:"id"`     // by which the provider knows it
	Amount   string    `json:"amount"` // euro, canonical: 16.00
	At       time.Time `json:"at"`
}

// Edition is a published edition of a service with all that it is made of.
type Edition struct {
	Hash    string
	Service string
	Label   string
	Bundle  []byte // definition, blocks, tables and parameters
	Created time.Time
}

// Offer is the edition of a service that new applications begin with, and the
// municipality's values for its parameters, the live ones too.
type Offer struct {
	Service string
	Number  int64  // of all offers of the service
	Edition string // hash; "" if the service takes no new applications any more
	Params  []byte // JSON
	Since   time.Time
}

// Same reports whether it offers what another does.
func (o Offer) Same(other Offer) bool {
	return o.Service == other.Service && o.Edition == other.Edition && bytes.Equal(o.Params, other.Params)
}

// String keeps answers out of messages.
func (s Submission) String() string { return "submission " + s.Reference }

// GoString keeps answers out of messages.
func (s Submission) GoString() string { return s.String() }

// LogValue keeps answers out of logs.
func (s Submission) LogValue() slog.Value { return slog.StringValue(s.String()) }

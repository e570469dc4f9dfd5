package submission

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Event is something that happened to a submission. Events are never changed;
// each carries a seal of itself and of all before it, so that nobody changes or
// removes one without its being seen.
type Event struct {
	ID        int64 // rising in the order in which things happened, for all submissions together
	Number    int64 // of the submission
	Reference string
	Kind      string
	Payload   json.RawMessage
	Created   time.Time
	Digest    string   // SHA-256 of the submission as it was stored; of the event that it begins with only
	Seal      string   // SHA-256, see SealAfter
	To        []string // the receivers that are to be told of it; asked of a store, never given back
}

// Sent is the kind of the event that a submission begins with.
const Sent = "submission.sent"

// SealAfter gives the seal of the event: SHA-256 of the previous event's seal
// ("" for the first) and of all that the event says, each after its length.
func (e Event) SealAfter(previous string) string {
	h := sha256.New()
	for _, part := range []string{
		previous, fmt.Sprint(e.ID), fmt.Sprint(e.Number), e.Reference, e.Kind,
		string(e.Payload), e.Created.UTC().Format(time.RFC3339Nano), e.Digest,
	} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Delivery is an event on its way to one receiver. The event's ID is what a
// receiver recognises a repetition by.
type Delivery struct {
	Event    Event
	Receiver string
	State    DeliveryState
	Tries    int
	Due      time.Time // not before
	Reason   string    // why the last try failed, without personal data
}

// DeliveryState is where a delivery stands.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryWaiting   DeliveryState = "waiting"
	DeliveryDone      DeliveryState = "done"
	DeliveryParked    DeliveryState = "parked"    // failed too often; an operator looks at it
	DeliveryDiscarded DeliveryState = "discarded" // an operator gave it up
)

// LedgerEnd is the last number and the last event that were given, and its seal.
type LedgerEnd struct {
	Number   int64
	Event    int64
	Seal     string
	Unsealed int64 // the last event from before events were sealed, or 0
}

// Counts is how much a store holds.
type Counts struct {
	Drafts      int64
	Submissions int64
	Outbox      []Queue // of each receiver, what waits and what is parked
}

// Queue is what stands in the outbox for one receiver in one state.
type Queue struct {
	Receiver   string
	State      DeliveryState
	Deliveries int64
	Oldest     time.Time // when the oldest of these events happened
}

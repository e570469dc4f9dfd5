package submission

import (
	"encoding/json"
	"time"

	"sportello/engine"
)

// Exported is an application as officers and their programs get it.
type Exported struct {
	Reference  string          `json:"reference"`
	Number     int64           `json:"number"`      // the order that counts
	ReceivedAt time.Time       `json:"received_at"` // by which it came in time or not
	SentAt     time.Time       `json:"sent_at"`     // when it was written
	Service    string          `json:"service"`
	Edition    string          `json:"edition"`
	Label      string          `json:"label"`
	Office     string          `json:"office,omitempty"`
	Flags      []string        `json:"flags,omitempty"`
	Identity   Evidence        `json:"identity"`
	Payment    *Payment        `json:"payment,omitempty"`
	Place      *engine.Place   `json:"place,omitempty"`
	Live       json.RawMessage `json:"live,omitempty"`
	Facts      json.RawMessage `json:"facts,omitempty"`
	Files      []engine.File   `json:"files,omitempty"`
	Answers    json.RawMessage `json:"answers"`
}

// Export gives what officers get of a submission.
func (s Submission) Export() Exported {
	return Exported{
		Reference: s.Reference, Number: s.Number, ReceivedAt: s.Received, SentAt: s.Submitted, Service: s.Service, Edition: s.Edition, Label: s.Label,
		Office: s.Office, Flags: s.Flags, Identity: s.Evidence, Payment: s.Payment, Place: s.Place,
		Live: s.Live, Facts: s.Facts, Files: s.Files, Answers: s.Answers,
	}
}

// News is an event as receivers are told of it.
type News struct {
	ID          int64           `json:"id"`
	Kind        string          `json:"kind"`
	At          time.Time       `json:"at"`
	Reference   string          `json:"reference"`
	Service     string          `json:"service"`
	Label       string          `json:"label"`
	Office      string          `json:"office,omitempty"`
	Event       json.RawMessage `json:"event"`
	Digest      string          `json:"digest,omitempty"`
	Seal        string          `json:"seal"`
	Application *Exported       `json:"application,omitempty"`
}

// NewNews tells of an event; with answers, also all that was sent.
func NewNews(e Event, s Submission, answers bool) News {
	n := News{
		ID: e.ID, Kind: e.Kind, At: e.Created, Reference: e.Reference, Service: s.Service, Label: s.Label,
		Office: s.Office, Event: e.Payload, Digest: e.Digest, Seal: e.Seal,
	}
	if answers {
		all := s.Export()
		n.Application = &all
	}
	return n
}

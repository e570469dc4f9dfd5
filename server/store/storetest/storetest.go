// Package storetest is the contract of submission.Store as a test. Every
// backend calls Run, and Crash with a way to open one folder twice.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/submission"
)

// Run plays the contract against stores that open makes, each of them empty.
func Run(t *testing.T, open func(t *testing.T) submission.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, submission.Store)
	}{
		{"a draft comes back as it was kept", draftComesBack},
		{"a draft is its owner's", draftIsItsOwners},
		{"drafts are listed by their latest change", draftsInOrder},
		{"a draft moves by one revision", draftRevisions},
		{"of two windows one saves", draftSavedOnce},
		{"a draft that waits for a payment comes back", draftAwaitsPayment},
		{"a deleted draft is gone", draftDeleted},
		{"drafts that nobody changes go with their files, others stay", draftsSwept},
		{"of many who sweep at once each draft goes once", draftsSweptAtOnce},
		{"a draft that is changed is not swept", draftSweptAgainstSave},

		{"a submission comes back as it was sent", submissionComesBack},
		{"a submission is its owner's", submissionIsItsOwners},
		{"numbers rise and references are unique", submissionNumbers},
		{"sending again gives the first submission", submissionAgain},
		{"many who send one draft send it once", submissionOnce},
		{"many drafts sent at once are all there", submissionMany},
		{"what another window changed is not sent", submissionOfAnotherRevision},
		{"saving and sending exclude each other", submissionAgainstSave},
		{"what fails leaves nothing behind", submissionFails},
		{"of many who ask for few places as many get one as there are, in order", quotaOfPlaces},
		{"a budget is never spent beyond its end", quotaOfBudget},
		{"without a waiting list who comes too late is refused", quotaRefuses},
		{"export is in order and complete", exportInOrder},

		{"files follow their draft", filesFollow},
		{"files are their owner's", filesAreTheirOwners},
		{"a file added while the draft is sent leaves nothing behind", filesAgainstSending},
		{"an edition comes back, its label stays", editions},
		{"what is offered stays replaced once it was replaced", offers},
		{"many nodes that offer the same offer it once", offersAtOnce},
		{"events of one submission are told in order", outboxInOrder},
		{"what is claimed is nobody else's until the lease ends", outboxLeases},
		{"of many who claim each gets others", outboxClaimedOnce},
		{"what fails waits, and is parked at last", outboxFails},
		{"events are a chain, and say what was stored", ledgerIsAChain},
		{"the ledger names the files that were sent", ledgerNamesFiles},
		{"what fails leaves no trace in the chain, and fails nobody else", ledgerUnderLoad},
		{"a session lasts until it ends", sessions},
		{"a profile comes back as it was kept", profileComesBack},
		{"a profile is its owner's", profileIsItsOwners},
		{"a sign-in is its browser's, and taken once", signIns},
		{"a sign-in that comes back many times at once is taken once", signInTakenOnce},
		{"a rating is kept once, and says nothing of whom", ratings},
		{"what is counted is counted by key, and from an instant on", paces},
		{"of many who come at once as many are let through as may be", pacesAtOnce},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, withEdition(t, open(t))) })
	}
}

const (
	service = "biblioteca-tessera"
	hash    = "5d41402abc4b2a76b9719d911017c592"
	anna    = "anna"
	bruno   = "bruno"
)

var (
	ctx     = context.Background()
	morning = time.Date(2026, 3, 2, 9, 0, 0, 123_000_000, time.UTC)
)

func edition() submission.Edition {
	return submission.Edition{Hash: hash, Service: service, Label: "1", Bundle: []byte("service: biblioteca-tessera"), Created: morning}
}

func withEdition(t *testing.T, s submission.Store) submission.Store {
	t.Helper()
	must(t, s.Publish(ctx, edition()))
	return s
}

func draft(id, owner string) submission.Draft {
	return submission.Draft{
		ID: id, Service: service, Edition: hash, Owner: owner, Behalf: "nonna", Language: "it",
		Actor: submission.Evidence{
			Issuer: "https://idp.example", Level: "L2", Subject: owner, SignedIn: morning,
			Claims: map[string]any{"nome": "Sara", "data_nascita": "1983-07-04"},
		},
		Revision: 1, State: submission.Filling, Content: []byte{0, 1, 255, '{', '}'},
		Created: morning, Updated: morning,
	}
}

// answers have an order, blanks and digits that must not be touched.
const answers = `{"nome":"Sara Ròssi","importo":16.10, "figli":[{"_id":"r1"}]}`

func sent(draft, owner string) submission.Submission {
	return submission.Submission{
		Draft: draft, Service: service, Edition: hash, Label: "1", Language: "it",
		Owner: owner, Behalf: "nonna", Year: 2026,
		Evidence: submission.Evidence{Issuer: "https://idp.example", Level: "L2", Subject: owner, SignedIn: morning},
		Record: engine.Record{
			Answers: json.RawMessage(answers),
			Origins: map[string]engine.Origin{"nome": engine.Followed},
			Fees: &engine.Breakdown{Title: "Costi", Money: true, Total: number("20.50"), Parts: []engine.PartState{
				{ID: "bollo", Title: "Bollo", Amount: number("16.00")}, {ID: "posta", Title: "Posta", Amount: number("4.50")},
			}},
			Flags: []string{"minorenne"}, Office: "urp",
			Live: json.RawMessage(`{"chiusura":"2026-05-09T12:00:00+02:00"}`), Facts: json.RawMessage(`{}`),
			Now: morning, Applicant: json.RawMessage(`{"nome":"Sara"}`), Subject: json.RawMessage(`{}`),
		},
		Received: morning, Submitted: morning.Add(5 * time.Millisecond),
	}
}

func event() submission.Event {
	return submission.Event{Kind: submission.Sent, Payload: json.RawMessage(`{"a":1}`), Created: morning}
}

// kept creates a draft and gives it.
func kept(t *testing.T, s submission.Store, id, owner string) submission.Draft {
	t.Helper()
	d := draft(id, owner)
	must(t, s.CreateDraft(ctx, d))
	return d
}

// send creates a draft and submits it.
func send(t *testing.T, s submission.Store, id, owner string) submission.Submission {
	t.Helper()
	d := kept(t, s, id, owner)
	got, err := s.Submit(ctx, sent(id, owner), d.Revision, event())
	must(t, err)
	return got
}

func exported(t *testing.T, s submission.Store, service string, after int64) []submission.Submission {
	t.Helper()
	var all []submission.Submission
	for one, err := range s.Export(ctx, service, after) {
		must(t, err)
		all = append(all, one)
	}
	return all
}

func number(s string) value.Number {
	n, err := value.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustBe(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("error is %v, not of kind %q", err, kind)
	}
}

func same[T any](t *testing.T, got, want T) {
	t.Helper()
	numbers := cmp.Comparer(func(a, b value.Number) bool { return a.Equal(b) })
	if d := cmp.Diff(want, got, numbers, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func name(prefix string, i int) string { return fmt.Sprintf("%s%03d", prefix, i) }

package storetest

import (
	"errors"
	"testing"

	"sportello/engine"
	"sportello/server/submission"
)

// chain gives all events, each sealed with the one before it.
func chain(t *testing.T, s submission.Store) []submission.Event {
	t.Helper()
	var all []submission.Event
	seal := ""
	for e, err := range s.Events(ctx, 0) {
		must(t, err)
		same(t, e.Seal, e.SealAfter(seal))
		same(t, e.ID, int64(len(all)+1))
		seal = e.Seal
		all = append(all, e)
	}
	end, err := s.End(ctx)
	must(t, err)
	same(t, end.Seal, seal)
	same(t, end.Event, int64(len(all)))
	return all
}

func ledgerIsAChain(t *testing.T, s submission.Store) {
	same(t, len(chain(t, s)), 0)
	first := sendTold(t, s, "d1", told(submission.Sent), told("later"))
	second := send(t, s, "d2", bruno)
	all := chain(t, s)
	same(t, len(all), 3)
	for _, c := range []struct {
		event submission.Event
		of    submission.Submission
	}{{all[0], first}, {all[2], second}} {
		digest, _, err := s.Stored(ctx, c.of.Number)
		must(t, err)
		same(t, c.event.Digest, digest)
		same(t, c.event.Reference, c.of.Reference)
	}
	same(t, all[1].Digest, "")
	if all[0].Digest == all[2].Digest {
		t.Error("two submissions have one digest")
	}
	n, err := s.Sent(ctx)
	must(t, err)
	same(t, n, int64(2))
	_, _, err = s.Stored(ctx, 99)
	mustBe(t, err, submission.ErrNotFound)
}

func ledgerNamesFiles(t *testing.T, s submission.Store) {
	d := kept(t, s, "d1", anna)
	must(t, s.AddFile(ctx, d.ID, anna, file("f1"), morning))
	sub := sent(d.ID, anna)
	sub.Files = []engine.File{file("f1")}
	got, err := s.Submit(ctx, sub, d.Revision, event())
	must(t, err)
	_, files, err := s.Stored(ctx, got.Number)
	must(t, err)
	same(t, files, sub.Files)
}

// ledgerUnderLoad sends many at once, some of which fail: they leave no trace in
// the chain, and fail nobody else.
func ledgerUnderLoad(t *testing.T, s submission.Store) {
	const n = 60
	for i := range n {
		kept(t, s, name("d", i), anna)
	}
	errs := atOnce(n, func(i int) error {
		revision := int64(1)
		sub := sent(name("d", i), anna)
		switch i % 6 {
		case 1: // refused when the draft is looked for
			revision = 7
		case 3: // fails half-way, after it has its number
			sub.Edition = "never published"
		}
		_, err := s.Submit(ctx, sub, revision, event())
		return err
	})
	good := 0
	for i, err := range errs {
		if failing := i%6 == 1 || i%6 == 3; failing == (err == nil) {
			t.Errorf("draft %d: %v", i, err)
		}
		if err == nil {
			good++
		}
		if i%6 == 1 && !errors.Is(err, submission.ErrConflict) {
			t.Errorf("draft %d: %v", i, err)
		}
	}
	same(t, len(chain(t, s)), good)
	last := int64(0)
	for _, sub := range exported(t, s, service, 0) {
		if sub.Number <= last {
			t.Errorf("number %d after %d", sub.Number, last)
		}
		last = sub.Number
	}
}

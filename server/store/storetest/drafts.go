package storetest

import (
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/server/submission"
)

func draftComesBack(t *testing.T, s submission.Store) {
	want := kept(t, s, "d1", anna)
	got, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, got, want)
	mustBe(t, s.CreateDraft(ctx, want), submission.ErrConflict)
}

func draftIsItsOwners(t *testing.T, s submission.Store) {
	d := kept(t, s, "d1", anna)
	_, err := s.Draft(ctx, "d1", bruno)
	mustBe(t, err, submission.ErrNotFound)
	mustBe(t, s.DeleteDraft(ctx, "d1", bruno), submission.ErrNotFound)
	d.Owner, d.Revision = bruno, 2
	mustBe(t, s.SaveDraft(ctx, d), submission.ErrNotFound)
	_, err = s.Submit(ctx, sent("d1", bruno), 1)
	mustBe(t, err, submission.ErrNotFound)

	list, err := s.Drafts(ctx, bruno)
	must(t, err)
	same(t, list, nil)
	_, err = s.Draft(ctx, "d1", anna)
	must(t, err)
}

func draftsInOrder(t *testing.T, s submission.Store) {
	for i, id := range []string{"d1", "d2", "d3"} {
		d := draft(id, anna)
		d.Updated = morning.Add(time.Duration(i) * time.Millisecond)
		must(t, s.CreateDraft(ctx, d))
	}
	first := draft("d1", anna)
	first.Revision, first.Updated = 2, morning.Add(time.Hour)
	must(t, s.SaveDraft(ctx, first))

	list, err := s.Drafts(ctx, anna)
	must(t, err)
	var ids []string
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	same(t, ids, []string{"d1", "d3", "d2"})
}

func draftRevisions(t *testing.T, s submission.Store) {
	d := kept(t, s, "d1", anna)
	d.Revision, d.Content, d.Updated = 2, []byte("second"), morning.Add(time.Minute)
	d.Language, d.Actor.Level = "de", "L3"
	must(t, s.SaveDraft(ctx, d))
	got, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, got, d)

	mustBe(t, s.SaveDraft(ctx, d), submission.ErrConflict) // stored is 2 already
	d.Revision = 4
	mustBe(t, s.SaveDraft(ctx, d), submission.ErrConflict) // skips 3
	gone := draft("never", anna)
	mustBe(t, s.SaveDraft(ctx, gone), submission.ErrNotFound)
	got, err = s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, string(got.Content), "second")
}

func draftSavedOnce(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	errs := atOnce(16, func(i int) error {
		d := draft("d1", anna)
		d.Revision, d.Content = 2, []byte(name("window", i))
		return s.SaveDraft(ctx, d)
	})
	saved := 0
	for _, err := range errs {
		if err == nil {
			saved++
			continue
		}
		mustBe(t, err, submission.ErrConflict)
	}
	same(t, saved, 1)
}

// atOnce runs do n times at the same time.
func atOnce(n int, do func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = do(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}

func draftAwaitsPayment(t *testing.T, s submission.Store) {
	d := kept(t, s, "d1", anna)
	pending := sent("d1", anna)
	pending.Answers = json.RawMessage(`{"nome":"Sara Ròssi","importo":16.10}`)
	d.Revision, d.State, d.Pending = 2, submission.AwaitingPayment, &pending
	must(t, s.SaveDraft(ctx, d))
	got, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, got, d)
	mustBe(t, s.DeleteDraft(ctx, "d1", anna), submission.ErrConflict)

	d.Revision, d.State, d.Pending = 3, submission.Filling, nil
	must(t, s.SaveDraft(ctx, d))
	got, err = s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, got, d)
}

func draftDeleted(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	must(t, s.AddFile(ctx, "d1", anna, file("f1"), morning))
	must(t, s.DeleteDraft(ctx, "d1", anna))
	_, err := s.Draft(ctx, "d1", anna)
	mustBe(t, err, submission.ErrNotFound)
	_, err = s.File(ctx, "f1", anna)
	mustBe(t, err, submission.ErrNotFound)
	mustBe(t, s.DeleteDraft(ctx, "d1", anna), submission.ErrNotFound)
	_, err = s.Submit(ctx, sent("d1", anna), 1)
	mustBe(t, err, submission.ErrNotFound)
}

// oldDraft creates a draft that was last changed so long before the morning.
func oldDraft(t *testing.T, s submission.Store, id string, age time.Duration) submission.Draft {
	t.Helper()
	d := draft(id, anna)
	d.Updated = morning.Add(-age)
	must(t, s.CreateDraft(ctx, d))
	return d
}

func draftsSwept(t *testing.T, s submission.Store) {
	for i := range 3 {
		oldDraft(t, s, name("old", i), time.Duration(i+1)*time.Hour)
		must(t, s.AddFile(ctx, name("old", i), anna, file(name("f", i)), morning))
	}
	oldDraft(t, s, "fresh", 0)
	paying := oldDraft(t, s, "paying", 9*time.Hour)
	paying.Revision, paying.State = 2, submission.AwaitingPayment
	must(t, s.SaveDraft(ctx, paying))
	submitted := send(t, s, "sent", anna)

	n, err := s.SweepDrafts(ctx, morning, 2)
	must(t, err)
	same(t, n, int64(2))
	_, err = s.Draft(ctx, name("old", 0), anna) // the youngest is left
	must(t, err)
	n, err = s.SweepDrafts(ctx, morning, 2)
	must(t, err)
	same(t, n, int64(1))

	left, err := s.Drafts(ctx, anna)
	must(t, err)
	same(t, len(left), 2)
	for i := range 3 {
		_, err = s.File(ctx, name("f", i), anna)
		mustBe(t, err, submission.ErrNotFound)
	}
	_, err = s.Submission(ctx, submitted.Reference, anna)
	must(t, err)
}

func draftsSweptAtOnce(t *testing.T, s submission.Store) {
	const old = 60
	for i := range old {
		oldDraft(t, s, name("d", i), time.Hour)
	}
	var swept atomic.Int64
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := int64(1); n > 0; {
				var err error
				if n, err = s.SweepDrafts(ctx, morning, 7); err != nil {
					t.Error(err)
				}
				swept.Add(n)
			}
		})
	}
	all.Wait()
	same(t, swept.Load(), int64(old))
}

// draftSweptAgainstSave changes a draft while it is swept: it is gone and could
// not be changed, or it was changed and is there.
func draftSweptAgainstSave(t *testing.T, s submission.Store) {
	for i := range 30 {
		d := oldDraft(t, s, name("d", i), time.Hour)
		d.Revision, d.Updated = 2, morning
		var both sync.WaitGroup
		var saved, swept error
		both.Go(func() { saved = s.SaveDraft(ctx, d) })
		both.Go(func() { _, swept = s.SweepDrafts(ctx, morning, 1) })
		both.Wait()
		must(t, swept)
		_, err := s.Draft(ctx, d.ID, anna)
		if (saved == nil) != (err == nil) {
			t.Fatalf("saved: %v, found afterwards: %v", saved, err)
		}
	}
}

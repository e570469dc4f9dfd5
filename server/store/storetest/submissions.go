package storetest

import (
	"testing"

	"sportello/engine"
	"sportello/server/submission"
)

func submissionComesBack(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	want := sent("d1", anna)
	want.Payment = &submission.Payment{Provider: "pagopa", ID: "x1", Amount: "20.50", At: morning}
	got, err := s.Submit(ctx, want, 1, event())
	must(t, err)
	want.Number, want.Reference = 1, submission.Reference(2026, 1)
	same(t, got, want)

	got, err = s.Submission(ctx, want.Reference, anna)
	must(t, err)
	same(t, got, want)
	got, err = s.SubmissionOf(ctx, "d1", anna)
	must(t, err)
	same(t, got, want)
	_, err = s.Draft(ctx, "d1", anna)
	mustBe(t, err, submission.ErrNotFound)
}

func submissionIsItsOwners(t *testing.T, s submission.Store) {
	hers := send(t, s, "d1", anna)
	_, err := s.Submission(ctx, hers.Reference, bruno)
	mustBe(t, err, submission.ErrNotFound)
	_, err = s.SubmissionOf(ctx, "d1", bruno)
	mustBe(t, err, submission.ErrNotFound)
	_, err = s.Submit(ctx, sent("d1", bruno), 1)
	mustBe(t, err, submission.ErrNotFound)
	list, err := s.Submissions(ctx, bruno)
	must(t, err)
	same(t, list, nil)

	last := send(t, s, "d2", anna)
	list, err = s.Submissions(ctx, anna)
	must(t, err)
	same(t, list, []submission.Submission{last, hers})
}

func submissionNumbers(t *testing.T, s submission.Store) {
	seen := map[string]bool{}
	for i := range 12 {
		got := send(t, s, name("d", i), anna)
		same(t, got.Number, int64(i+1))
		if seen[got.Reference] {
			t.Errorf("%s twice", got.Reference)
		}
		seen[got.Reference] = true
	}
}

func submissionAgain(t *testing.T, s submission.Store) {
	first := send(t, s, "d1", anna)
	again := sent("d1", anna)
	again.Office = "another"
	for _, revision := range []int64{1, 2} {
		got, err := s.Submit(ctx, again, revision, event())
		must(t, err)
		same(t, got, first)
	}
	same(t, len(exported(t, s, service, 0)), 1)
}

func submissionOnce(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	got := make([]submission.Submission, 32)
	for _, err := range atOnce(len(got), func(i int) (err error) {
		got[i], err = s.Submit(ctx, sent("d1", anna), 1, event())
		return err
	}) {
		must(t, err)
	}
	for _, one := range got {
		same(t, one, got[0])
	}
	same(t, len(exported(t, s, service, 0)), 1)
	same(t, len(chain(t, s)), 1)
}

func submissionMany(t *testing.T, s submission.Store) {
	const n = 64
	for i := range n {
		kept(t, s, name("d", i), name("owner", i))
	}
	for _, err := range atOnce(n, func(i int) error {
		_, err := s.Submit(ctx, sent(name("d", i), name("owner", i)), 1, event())
		return err
	}) {
		must(t, err)
	}
	all := exported(t, s, service, 0)
	same(t, len(all), n)
	for i, one := range all {
		same(t, one.Number, int64(i+1))
	}
}

func submissionOfAnotherRevision(t *testing.T, s submission.Store) {
	d := kept(t, s, "d1", anna)
	d.Revision = 2
	must(t, s.SaveDraft(ctx, d))
	for _, revision := range []int64{1, 3} {
		_, err := s.Submit(ctx, sent("d1", anna), revision, event())
		mustBe(t, err, submission.ErrConflict)
	}
	got, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, got, d)
}

func submissionAgainstSave(t *testing.T, s submission.Store) {
	for i := range 20 {
		id := name("d", i)
		kept(t, s, id, anna)
		errs := atOnce(2, func(i int) error {
			if i == 0 {
				d := draft(id, anna)
				d.Revision = 2
				return s.SaveDraft(ctx, d)
			}
			_, err := s.Submit(ctx, sent(id, anna), 1)
			return err
		})
		if errs[0] == nil {
			mustBe(t, errs[1], submission.ErrConflict)
			continue
		}
		mustBe(t, errs[0], submission.ErrNotFound)
		must(t, errs[1])
	}
}

func submissionFails(t *testing.T, s submission.Store) {
	before := kept(t, s, "d1", anna)
	must(t, s.AddFile(ctx, "d1", anna, file("f1"), morning))
	before.Files = []engine.File{file("f1")}

	broken := sent("d1", anna)
	broken.Files = []engine.File{file("f1"), file("never-uploaded")}
	_, err := s.Submit(ctx, broken, 1, event())
	mustBe(t, err, submission.ErrConflict)
	broken = sent("d1", anna)
	broken.Edition = "no such edition"
	if _, err = s.Submit(ctx, broken, 1, event()); err == nil {
		t.Error("sent with an edition that does not exist")
	}

	after, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, after, before)
	same(t, exported(t, s, service, 0), nil)
	same(t, len(chain(t, s)), 0)
	good, err := s.Submit(ctx, sent("d1", anna), 1, event())
	must(t, err)
	same(t, good.Number, int64(1)) // no number was lost
}

func exportInOrder(t *testing.T, s submission.Store) {
	other := edition()
	other.Hash, other.Service = "another", "accesso-atti"
	must(t, s.Publish(ctx, other))
	const n = 450 // more than two pages of a store
	for i := range n {
		send(t, s, name("d", i), anna)
	}
	kept(t, s, "x", anna)
	elsewhere := sent("x", anna)
	elsewhere.Service, elsewhere.Edition = other.Service, other.Hash
	_, err := s.Submit(ctx, elsewhere, 1)
	must(t, err)

	all := exported(t, s, service, 0)
	same(t, len(all), n)
	for i, one := range all {
		same(t, one.Number, int64(i+1))
	}
	same(t, len(exported(t, s, service, n-3)), 3)
	same(t, len(exported(t, s, other.Service, 0)), 1)
	for range s.Export(ctx, service, 0) {
		break // a reader may leave
	}
}

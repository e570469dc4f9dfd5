package storetest

import (
	"sync"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

func file(id string) engine.File {
	return engine.File{ID: id, Name: "delega.pdf", MediaType: "application/pdf", Size: 1 << 33, SHA256: "sha-of-" + id}
}

func filesFollow(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	for i, id := range []string{"f2", "f1", "f3"} {
		must(t, s.AddFile(ctx, "d1", anna, file(id), morning.Add(time.Duration(i)*time.Millisecond)))
	}
	d, err := s.Draft(ctx, "d1", anna)
	must(t, err)
	same(t, d.Files, []engine.File{file("f2"), file("f1"), file("f3")})
	must(t, s.RemoveFile(ctx, "f3", anna))

	sub := sent("d1", anna)
	sub.Files = []engine.File{file("f1")}
	got, err := s.Submit(ctx, sub, 1)
	must(t, err)
	same(t, got.Files, sub.Files)

	f, err := s.File(ctx, "f1", anna)
	must(t, err)
	same(t, f, file("f1"))
	mustBe(t, s.RemoveFile(ctx, "f1", anna), submission.ErrNotFound) // sent files stay
	for id, want := range map[string]bool{"f1": true, "f2": false, "f3": false} {
		held, err := s.Holds(ctx, "sha-of-"+id)
		must(t, err)
		same(t, held, want)
	}
}

func filesAreTheirOwners(t *testing.T, s submission.Store) {
	kept(t, s, "d1", anna)
	mustBe(t, s.AddFile(ctx, "d1", bruno, file("f1"), morning), submission.ErrNotFound)
	must(t, s.AddFile(ctx, "d1", anna, file("f1"), morning))
	_, err := s.File(ctx, "f1", bruno)
	mustBe(t, err, submission.ErrNotFound)
	mustBe(t, s.RemoveFile(ctx, "f1", bruno), submission.ErrNotFound)

	kept(t, s, "d2", bruno)
	stolen := sent("d2", bruno)
	stolen.Files = []engine.File{file("f1")}
	_, err = s.Submit(ctx, stolen, 1)
	mustBe(t, err, submission.ErrConflict)
	_, err = s.File(ctx, "f1", anna)
	must(t, err)
}

// filesAgainstSending adds files while their draft is sent without them: each
// is refused, or forgotten with the draft.
func filesAgainstSending(t *testing.T, s submission.Store) {
	const files = 6
	for i := range 15 {
		id := name("d", i)
		kept(t, s, id, anna)
		errs := atOnce(files+1, func(n int) error {
			if n == files/2 {
				_, err := s.Submit(ctx, sent(id, anna), 1)
				return err
			}
			return s.AddFile(ctx, id, anna, file(name(id, n)), morning)
		})
		must(t, errs[files/2])
		for n := range files + 1 {
			_, err := s.File(ctx, name(id, n), anna)
			mustBe(t, err, submission.ErrNotFound)
		}
	}
}

func editions(t *testing.T, s submission.Store) {
	must(t, s.Publish(ctx, edition())) // again
	got, err := s.Edition(ctx, hash)
	must(t, err)
	same(t, got, edition())

	changed := edition()
	changed.Hash, changed.Bundle = "another", []byte("something else")
	mustBe(t, s.Publish(ctx, changed), submission.ErrEditionChanged)
	mustBe(t, s.Publish(ctx, changed), submission.ErrConflict)
	_, err = s.Edition(ctx, "another")
	mustBe(t, err, submission.ErrNotFound)

	changed.Label, changed.Created = "2", morning.Add(time.Hour)
	must(t, s.Publish(ctx, changed))
	list, err := s.Editions(ctx, service)
	must(t, err)
	first := edition()
	first.Bundle, changed.Bundle = nil, nil
	same(t, list, []submission.Edition{first, changed})

	d := draft("d1", anna)
	d.Edition = "never published"
	if err := s.CreateDraft(ctx, d); err == nil {
		t.Error("a draft of an edition that was never published")
	}
}

func offers(t *testing.T, s submission.Store) {
	second := submission.Edition{Hash: "second", Service: service, Label: "2", Bundle: []byte("2"), Created: morning}
	must(t, s.Publish(ctx, second))
	offered := func(number int64, edition, params string) {
		t.Helper()
		got, err := s.Offers(ctx)
		must(t, err)
		same(t, got, []submission.Offer{{Service: service, Number: number, Edition: edition, Params: []byte(params), Since: morning}})
	}
	offer := func(edition, params string, again bool) {
		t.Helper()
		must(t, s.Offer(ctx, submission.Offer{Service: service, Edition: edition, Params: []byte(params), Since: morning}, again))
	}
	offer(hash, `{}`, false)
	offered(1, hash, `{}`)
	offer(hash, `{}`, true) // it is offered already
	offered(1, hash, `{}`)
	offer("second", `{}`, false)
	offer(hash, `{}`, false) // by a node that does not know of it
	offered(2, "second", `{}`)
	offer("second", `{"chiusura":"2026-05-09"}`, false)
	offered(3, "second", `{"chiusura":"2026-05-09"}`)
	offer(hash, `{}`, true)
	offered(4, hash, `{}`)
	offer("", ``, true)
	offered(5, "", ``)

	err := s.Offer(ctx, submission.Offer{Service: service, Edition: "never published", Since: morning}, true)
	if err == nil {
		t.Error("an edition is offered that was never published")
	}
}

func offersAtOnce(t *testing.T, s submission.Store) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := s.Offer(ctx, submission.Offer{Service: service, Edition: hash, Params: []byte(`{}`), Since: morning}, false); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got, err := s.Offers(ctx)
	must(t, err)
	same(t, len(got), 1)
	same(t, got[0].Number, int64(1))
}

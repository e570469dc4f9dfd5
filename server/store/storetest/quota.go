package storetest

import (
	"testing"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/submission"
)

// asking is a submission that asks for part of a quota.
func asking(draft string, q engine.Quota) submission.Submission {
	s := sent(draft, anna)
	s.Quota = &q
	return s
}

func places(n int) engine.Quota {
	all := value.Int(n)
	return engine.Quota{Title: "Posti", Places: &all, Amount: value.Int(0), Waiting: true}
}

func quotaOfPlaces(t *testing.T, s submission.Store) {
	const n, inside = 60, 11
	for i := range n {
		kept(t, s, name("d", i), anna)
	}
	for _, err := range atOnce(n, func(i int) error {
		_, err := s.Submit(ctx, asking(name("d", i), places(inside)), 1, event())
		return err
	}) {
		must(t, err)
	}
	for i, one := range exported(t, s, service, 0) {
		want := engine.Place{Number: int64(i + 1)}
		if i >= inside {
			want = engine.Place{Waiting: true, Number: int64(i + 1 - inside)}
		}
		same(t, one.Place, &want)
	}
	kept(t, s, "other", anna)
	another := places(inside)
	another.Name = "B"
	got, err := s.Submit(ctx, asking("other", another), 1, event())
	must(t, err)
	same(t, got.Place, &engine.Place{Number: 1}) // a quota of another name is another
}

func quotaOfBudget(t *testing.T, s submission.Store) {
	budget := number("1000.00")
	for i, c := range []struct {
		amount string
		want   engine.Place
	}{
		{"400.00", engine.Place{Number: 1}},
		{"599.99", engine.Place{Number: 2}},
		{"0.02", engine.Place{Waiting: true, Number: 1}}, // one cent over
		{"0.01", engine.Place{Waiting: true, Number: 2}}, // would fit, but somebody waits
	} {
		id := name("d", i)
		kept(t, s, id, anna)
		got, err := s.Submit(ctx, asking(id, engine.Quota{Title: "Fondi", Budget: &budget, Amount: number(c.amount), Waiting: true}), 1, event())
		must(t, err)
		same(t, got.Place, &c.want)
		again, err := s.Submission(ctx, got.Reference, anna)
		must(t, err)
		same(t, again, got)
	}
}

func quotaRefuses(t *testing.T, s submission.Store) {
	one := places(1)
	one.Waiting = false
	for i := range 3 {
		kept(t, s, name("d", i), anna)
	}
	broken := asking("d000", one)
	broken.Edition = "no such edition"
	if _, err := s.Submit(ctx, broken, 1, event()); err == nil {
		t.Error("sent with an edition that does not exist")
	}
	_, err := s.Submit(ctx, asking("d001", one), 1, event()) // what failed took no place
	must(t, err)
	_, err = s.Submit(ctx, asking("d002", one), 1, event())
	mustBe(t, err, submission.ErrFull)
	_, err = s.Draft(ctx, "d002", anna)
	must(t, err) // nothing is lost
}

package storetest

import (
	"sync"
	"testing"

	"sportello/server/submission"
)

func ratings(t *testing.T, s submission.Store) {
	easy := submission.Rating{ID: "b", Service: service, About: submission.AboutService, Stars: 5, Answer: "positive.1", Comment: "Bene à", Day: "2026-03-02"}
	clear := submission.Rating{ID: "a", Service: service, About: submission.AboutPage, Stars: 2, Answer: "negative.5", Day: "2026-03-03"}
	other := submission.Rating{ID: "c", Service: "altro", About: submission.AboutPage, Stars: 1, Day: "2026-03-01"}
	must(t, s.Rate(ctx, clear, ""))
	must(t, s.Rate(ctx, other, ""))
	must(t, s.Rate(ctx, easy, "m1"))

	again := easy
	again.ID, again.Stars = "d", 1
	mustBe(t, s.Rate(ctx, again, "m1"), submission.ErrConflict)
	for mark, want := range map[string]bool{"m1": true, "m2": false, "": false} {
		got, err := s.Rated(ctx, mark)
		must(t, err)
		same(t, got, want)
	}

	of, err := s.Ratings(ctx, service)
	must(t, err)
	same(t, of, []submission.Rating{easy, clear})
	all, err := s.Ratings(ctx, "")
	must(t, err)
	same(t, all, []submission.Rating{other, easy, clear})
	ratingsAtOnce(t, s)
}

// ratingsAtOnce presses the button many times at once: one rating is kept.
func ratingsAtOnce(t *testing.T, s submission.Store) {
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			s.Rate(ctx, submission.Rating{ID: name("r", i), Service: "contesa", About: submission.AboutService, Stars: 3, Day: "2026-03-02"}, "m3")
		})
	}
	wait.Wait()
	kept, err := s.Ratings(ctx, "contesa")
	must(t, err)
	same(t, len(kept), 1)
}

package storetest

import (
	"testing"
	"time"

	"sportello/server/submission"
)

func sessions(t *testing.T, s submission.Store) {
	want := submission.Session{
		Key: "k1", Subject: anna, Issuer: "https://idp.example", Level: "L2", SignedIn: morning,
		Claims: map[string]string{"nome": "Sara"}, Guest: "anonymous:1", Expires: morning.Add(time.Hour),
	}
	must(t, s.CreateSession(ctx, want))
	must(t, s.CreateSession(ctx, submission.Session{Key: "k2", Subject: bruno, Expires: morning.Add(time.Minute)}))
	mustBe(t, s.CreateSession(ctx, want), submission.ErrConflict)

	got, err := s.Session(ctx, "k1", morning)
	must(t, err)
	same(t, got, want)
	_, err = s.Session(ctx, "k1", want.Expires)
	mustBe(t, err, submission.ErrNotFound)
	_, err = s.Session(ctx, "k3", morning)
	mustBe(t, err, submission.ErrNotFound)

	must(t, s.ExtendSession(ctx, "k1", morning.Add(2*time.Hour)))
	_, err = s.Session(ctx, "k1", want.Expires)
	must(t, err)
	n, err := s.SweepSessions(ctx, morning.Add(time.Hour))
	must(t, err)
	same(t, n, int64(1)) // Bruno's
	must(t, s.DeleteSession(ctx, "k1"))
	must(t, s.DeleteSession(ctx, "k1"))
	_, err = s.Session(ctx, "k1", morning)
	mustBe(t, err, submission.ErrNotFound)
}

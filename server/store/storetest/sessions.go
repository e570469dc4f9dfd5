package storetest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/server/submission"
)

func sessions(t *testing.T, s submission.Store) {
	want := submission.Session{
		Key: "k1", Subject: anna, Provider: "spid", Issuer: "https://idp.example", Account: "s-1",
		Level: "2", Class: "https://www.spid.gov.it/SpidL2", SignedIn: morning,
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

func signIns(t *testing.T, s submission.Store) {
	want := submission.SignIn{
		Key: "state", Browser: "browser", Provider: "spid", Nonce: "n", Verifier: "v", Back: "/servizi/prova/avvia",
		Kept: map[string][]string{"kept:nome": {"Sara", "Ròssi"}}, Expires: morning.Add(time.Hour),
	}
	must(t, s.BeginSignIn(ctx, want))
	mustBe(t, s.BeginSignIn(ctx, want), submission.ErrConflict)
	_, err := s.TakeSignIn(ctx, "state", "another browser")
	mustBe(t, err, submission.ErrNotFound)
	got, err := s.TakeSignIn(ctx, "state", "browser")
	must(t, err)
	same(t, got, want)
	_, err = s.TakeSignIn(ctx, "state", "browser")
	mustBe(t, err, submission.ErrNotFound)

	must(t, s.BeginSignIn(ctx, want))
	later := submission.SignIn{Key: "later", Browser: "browser", Expires: want.Expires.Add(time.Minute)}
	must(t, s.BeginSignIn(ctx, later))
	n, err := s.SweepSignIns(ctx, want.Expires)
	must(t, err)
	same(t, n, int64(1))
	_, err = s.TakeSignIn(ctx, "later", "browser")
	must(t, err)
}

// signInTakenOnce: what comes back twice at once is taken once.
func signInTakenOnce(t *testing.T, s submission.Store) {
	must(t, s.BeginSignIn(ctx, submission.SignIn{Key: "state", Browser: "browser", Expires: morning}))
	var taken atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := s.TakeSignIn(ctx, "state", "browser"); err == nil {
				taken.Add(1)
			} else {
				mustBe(t, err, submission.ErrNotFound)
			}
		})
	}
	all.Wait()
	same(t, taken.Load(), 1)
}

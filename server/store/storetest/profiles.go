package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

func keptOnce(id, group string, at time.Time, values string) engine.Kept {
	return engine.Kept{ID: id, Group: group, Values: json.RawMessage(values), Service: "Bonus «acqua»", At: at}
}

func profileComesBack(t *testing.T, s submission.Store) {
	first := keptOnce("isee", "isee", morning, `{"valore":17840.50,"nota":"è \"buona\""}`)
	car := keptOnce("v1", "veicolo", morning.Add(time.Hour), `{"targa":"AB123CD"}`)
	must(t, s.KeepValues(ctx, anna, first))
	must(t, s.KeepValues(ctx, anna, car))
	got, err := s.Profile(ctx, anna)
	must(t, err)
	same(t, got, []engine.Kept{car, first})

	first.Values, first.At, first.Service = json.RawMessage(`{"valore":9000}`), morning.Add(2*time.Hour), "Nido"
	must(t, s.KeepValues(ctx, anna, first))
	got, err = s.Profile(ctx, anna)
	must(t, err)
	same(t, got, []engine.Kept{first, car})
}

func profileIsItsOwners(t *testing.T, s submission.Store) {
	must(t, s.KeepValues(ctx, anna, keptOnce("isee", "isee", morning, `{"valore":1}`)))
	must(t, s.KeepValues(ctx, bruno, keptOnce("isee", "isee", morning, `{"valore":2}`)))
	mustBe(t, s.ForgetValues(ctx, bruno, "v1"), submission.ErrNotFound)
	must(t, s.ForgetValues(ctx, bruno, "isee"))
	mustBe(t, s.ForgetValues(ctx, bruno, "isee"), submission.ErrNotFound)
	got, err := s.Profile(ctx, bruno)
	must(t, err)
	same(t, len(got), 0)
	got, err = s.Profile(ctx, anna)
	must(t, err)
	same(t, len(got), 1)
	same(t, string(got[0].Values), `{"valore":1}`)
}

package engine_test

import (
	"testing"
	"testing/fstest"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
)

const quotaService = `
service: posti
edition: "1"
title: Posti e fondi
identity: { required: no }
parameters:
  posti: { title: Posti, type: integer }
  fondi: { title: Fondi, type: money }
contract:
  type: object
  required: [corso]
  properties:
    corso: { type: string, title: Corso, enum: [nuoto, danza, fuori] }
    spesa: { type: number, title: Spesa }
pages:
  - page: p
    title: P
    fields: [ { field: corso }, { field: spesa, as: money } ]
quota: { title: Posti, when: corso != "fuori", for: corso, places: param.posti, budget: param.fondi, amount: spesa * 0.5 }
`

func TestQuota(t *testing.T) {
	two, fund := value.Int(2), number(t, "1000.00")
	for _, c := range []struct {
		what, params string
		answers      value.Group
		want         *engine.Quota
		problem      string
	}{
		{"no limit set", "", value.Group{"corso": "nuoto"}, nil, ""},
		{"places", "posti: 2", value.Group{"corso": "nuoto"}, &engine.Quota{Name: "nuoto", Title: "Posti", Places: &two, Waiting: true}, ""},
		{"it does not ask", "posti: 2", value.Group{"corso": "fuori"}, nil, ""},
		{"a budget, half up to cents", "fondi: 1000.00", value.Group{"corso": "danza", "spesa": number(t, "10.01")},
			&engine.Quota{Name: "danza", Title: "Posti", Budget: &fund, Amount: number(t, "5.01"), Waiting: true}, ""},
		{"an amount that is not known blocks sending", "fondi: 1000.00", value.Group{"corso": "danza"}, nil, engine.ProblemAmount},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := limited(t, c.params)
			record, problems := p.Complete(engine.Draft{Answers: c.answers, Sent: true}, engine.Outside{Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)})
			if c.problem != "" {
				if len(problems) != 1 || problems[0].Code != c.problem || problems[0].Args["part"] != "Posti" {
					t.Errorf("problems %v", problems)
				}
				return
			}
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			sameQuota(t, record.Quota, c.want)
		})
	}
}

func sameQuota(t *testing.T, got, want *engine.Quota) {
	t.Helper()
	if got == nil || want == nil {
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		return
	}
	equal := func(a, b *value.Number) bool { return a == nil && b == nil || a != nil && b != nil && a.Equal(*b) }
	if got.Name != want.Name || got.Title != want.Title || got.Waiting != want.Waiting ||
		!equal(got.Places, want.Places) || !equal(got.Budget, want.Budget) || !got.Amount.Equal(want.Amount) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// limited is the service with a municipality's values for its parameters.
func limited(t *testing.T, params string) *engine.Program {
	t.Helper()
	loaded, faults := definitions.ReadService(fstest.MapFS{"service.yaml": {Data: []byte(quotaService)}}, nil)
	if faults.Blocking() {
		t.Fatal(faults)
	}
	values, faults := definitions.ReadParams("params.yaml", []byte("posti: { "+params+" }"))
	if faults.Blocking() {
		t.Fatal(faults)
	}
	p, faults := engine.Compile(loaded, pisa(t), values["posti"])
	if p == nil {
		t.Fatal(faults)
	}
	return p
}

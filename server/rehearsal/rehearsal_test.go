package rehearsal_test

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/catalogue"
	"sportello/server/rehearsal"
	"sportello/server/stage"
	"sportello/server/submission"
	"sportello/server/web"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// set puts a service on a stage of its own.
func set(t *testing.T, name string) (*engine.Program, *stage.Stage) {
	t.Helper()
	found, err := catalogue.Open(catalogue.Sources{}, name)
	must(t, err)
	p := found[0].Program
	if p == nil {
		t.Fatal(found[0].Faults)
	}
	s, err := stage.Open(t.TempDir(), p)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	s.Set(engine.Outside{Now: now})
	return p, s
}

func TestRehearsal(t *testing.T) {
	for _, c := range []struct {
		service  string
		citizens map[string]value.Group
	}{
		{"../../examples/tutorial", rehearsal.Nobody()},
		{"accesso-atti", web.Fictitious()},
	} {
		t.Run(c.service, func(t *testing.T) {
			p, s := set(t, c.service)
			roles, err := rehearsal.Cast(p, nil, c.citizens, now, 1)
			must(t, err)
			told := 0
			result, err := rehearsal.Run(t.Context(), rehearsal.Plan{
				URL: s.URL, Service: p.ID(), Roles: roles, Citizens: 24, Arrive: time.Second, Seed: 1,
				Tell: func(rehearsal.Progress) { told++ },
			})
			must(t, err)
			must(t, result.Prove(t.Context(), s.Store, s.Files(), p.ID(), 0))
			if len(result.Sent) != 24 || len(result.Failures) != 0 || len(result.Findings) != 0 || told == 0 {
				t.Errorf("%d sent, failures %v, findings %v, told %d times", len(result.Sent), result.Failures, result.Findings, told)
			}
			var text, page strings.Builder
			result.Write(&text)
			must(t, result.HTML(&page, p.ID(), s.URL))
			for _, want := range []string{"24 sent, 0 failed", "proof: 0 findings", "send"} {
				if !strings.Contains(text.String(), want) {
					t.Errorf("no %q in\n%s", want, &text)
				}
			}
			if !strings.Contains(page.String(), "Nothing was lost") || !strings.Contains(page.String(), "<rect width=") {
				t.Errorf("report:\n%s", &page)
			}
		})
	}
}

const course = `
service: corso
edition: "1"
title: Iscriversi al corso
identity: { required: no }
contract:
  type: object
  required: [nome]
  properties:
    nome: { type: string, title: Nome, maxLength: 80 }
pages:
  - page: dati
    title: I tuoi dati
    fields: [ nome ]
quota: { title: Posti al corso, places: "5" }
states:
  - { state: compresa, title: Compresa, when: submission.inside }
  - { state: attesa, title: In attesa }
`

// TestPlaces lets more citizens come than there are places.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		what, course       string
		sent, failed, held int
	}{
		{"with a waiting list", course, 12, 0, 5},
		{"without one", strings.Replace(course, `"5" }`, `"5", refuse: yes }`, 1), 5, 7, 5},
	} {
		t.Run(c.what, func(t *testing.T) {
			folder := t.TempDir()
			must(t, os.WriteFile(filepath.Join(folder, "service.yaml"), []byte(strings.Replace(c.course, "[ nome ]", "[ { field: nome } ]", 1)), 0o600))
			p, s := set(t, folder)
			roles, err := rehearsal.Cast(p, nil, rehearsal.Nobody(), now, 1)
			must(t, err)
			result, err := rehearsal.Run(t.Context(), rehearsal.Plan{URL: s.URL, Service: p.ID(), Roles: roles, Citizens: 12, Seed: 1})
			must(t, err)
			must(t, result.Prove(t.Context(), s.Store, s.Files(), p.ID(), 0))
			failed := 0
			for why, n := range result.Failures {
				failed += n
				if !strings.Contains(why, "status 409") {
					t.Errorf("%d failed: %s", n, why)
				}
			}
			if len(result.Sent) != c.sent || failed != c.failed || len(result.Findings) > 0 {
				t.Errorf("%d sent, failures %v, findings %v", len(result.Sent), result.Failures, result.Findings)
			}
			inside := 0
			for one, err := range s.Store.Export(t.Context(), p.ID(), 0) {
				must(t, err)
				if !one.Place.Waiting {
					inside++
				}
			}
			if inside != c.held {
				t.Errorf("%d are inside", inside)
			}
		})
	}
}

func TestClosedServiceHasNoJourneys(t *testing.T) {
	p, _ := set(t, "accesso-atti")
	if _, err := rehearsal.Cast(p, nil, map[string]value.Group{}, now, 1); err == nil || !strings.Contains(err.Error(), "no journey") {
		t.Errorf("error is %v", err)
	}
}

// shop is a store that holds what a test says.
type shop struct {
	submission.Ledger
	sent []submission.Submission
}

func (s shop) Export(context.Context, string, int64) iter.Seq2[submission.Submission, error] {
	return func(yield func(submission.Submission, error) bool) {
		for _, one := range s.sent {
			if !yield(one, nil) {
				return
			}
		}
	}
}

func (shop) End(context.Context) (submission.LedgerEnd, error) { return submission.LedgerEnd{}, nil }

func (shop) Sent(context.Context) (int64, error) { return 0, nil }

func (shop) Events(context.Context, int64) iter.Seq2[submission.Event, error] {
	return func(func(submission.Event, error) bool) {}
}

func stored(number int64, q *engine.Quota, p *engine.Place) submission.Submission {
	return submission.Submission{
		Number: number, Reference: submission.Reference(2026, number), Place: p,
		Record: engine.Record{Answers: json.RawMessage(`{}`), Quota: q},
	}
}

// TestTheProofFinds holds the proof to results that are not as they should be.
func TestTheProofFinds(t *testing.T) {
	two := value.Int(2)
	quota := &engine.Quota{Title: "Posti", Places: &two, Waiting: true}
	inside := func(n int64) *engine.Place { return &engine.Place{Number: n} }
	waits := func(n int64) *engine.Place { return &engine.Place{Waiting: true, Number: n} }
	told := func(numbers ...int64) rehearsal.Result {
		var r rehearsal.Result
		for _, n := range numbers {
			r.Sent = append(r.Sent, rehearsal.Sent{Reference: submission.Reference(2026, n)})
		}
		return r
	}
	for _, c := range []struct {
		what   string
		result rehearsal.Result
		sent   []submission.Submission
		found  string
	}{
		{"all is well", told(1, 2, 3), []submission.Submission{stored(1, quota, inside(1)), stored(2, quota, inside(2)), stored(3, quota, waits(1))}, ""},
		{"one is lost", told(1, 2), []submission.Submission{stored(1, nil, nil)}, "is not stored"},
		{"one is stored twice", told(1), []submission.Submission{stored(1, nil, nil), stored(2, nil, nil)}, "nobody asked for"},
		{"too many inside", told(1, 2, 3), []submission.Submission{stored(1, quota, inside(1)), stored(2, quota, inside(2)), stored(3, quota, inside(3))}, "beyond 2 places"},
		{"a place is skipped", told(1, 2), []submission.Submission{stored(1, quota, inside(1)), stored(2, quota, inside(3))}, "has place 3, not 2"},
		{"inside after others wait", told(1, 2), []submission.Submission{stored(1, quota, waits(1)), stored(2, quota, inside(1))}, "others wait"},
	} {
		t.Run(c.what, func(t *testing.T) {
			must(t, c.result.Prove(t.Context(), shop{sent: c.sent}, nil, "s", 0))
			all := strings.Join(c.result.Findings, "\n")
			if c.found == "" && all != "" || !strings.Contains(all, c.found) {
				t.Errorf("found: %s", all)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Every service that comes with the program can be rehearsed, along its worked
// cases.
func TestEveryServiceHasACast(t *testing.T) {
	all, err := catalogue.Open(catalogue.Sources{})
	must(t, err)
	id := slices.Sorted(maps.Keys(web.Fictitious()))[0]
	one := map[string]value.Group{id: web.Fictitious()[id]}
	open := time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)
	for _, svc := range all {
		roles, err := rehearsal.Cast(svc.Program, rehearsal.Examples(svc.Files, svc.Program), one, open, 1)
		if err != nil || len(roles) < 2 {
			t.Errorf("%s: %d roles, %v", svc.ID, len(roles), err)
		}
	}
}

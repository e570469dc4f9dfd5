package rehearsal

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"sportello/server/submission"
)

// ownReferences proves that each citizen was given a reference of their own.
func (r *Result) ownReferences() {
	seen := map[string]bool{}
	for _, s := range r.Sent {
		if seen[s.Reference] {
			r.find("%s was given twice", s.Reference)
		}
		seen[s.Reference] = true
	}
}

func (r *Result) find(format string, args ...any) {
	r.Findings = append(r.Findings, fmt.Sprintf(format, args...))
}

// inOrder proves that whoever was told "sent" before another asked to send has
// the lower number. It goes from the last number to the first.
func (r *Result) inOrder() {
	sorted := slices.Clone(r.Sent)
	slices.SortFunc(sorted, func(a, b Sent) int { return number(b.Reference) - number(a.Reference) })
	var earliest time.Time // when the first of the higher numbers was told
	for _, s := range sorted {
		if !earliest.IsZero() && s.Begun.After(earliest) {
			r.find("%s was asked for after one with a higher number was sent", s.Reference)
		}
		if earliest.IsZero() || s.Ended.Before(earliest) {
			earliest = s.Ended
		}
	}
}

// number is that of a reference: 2026-000123-K.
func number(reference string) int {
	parts := strings.Split(reference, "-")
	if len(parts) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(parts[1])
	return n
}

// Store is where the site keeps what was sent.
type Store interface {
	submission.Ledger
	Export(ctx context.Context, service string, after int64) iter.Seq2[submission.Submission, error]
}

// Prove looks into the store of the site too: every application that was told is
// there once, the numbers rise in the order in which they were written, no quota
// is exceeded, and the chain of events is whole.
func (r *Result) Prove(ctx context.Context, store Store, files submission.Attachments, service string, before int64) error {
	told := map[string]int{}
	for _, s := range r.Sent {
		told[s.Reference]++
	}
	stored := 0
	quotas := map[string]*places{}
	for s, err := range store.Export(ctx, service, 0) {
		if err != nil {
			return err
		}
		r.quota(quotas, s)
		if s.Number > before {
			stored++
			delete(told, s.Reference)
		}
	}
	for reference := range told {
		r.find("%s was told and is not stored", reference)
	}
	if untold := stored - len(r.Sent); untold > r.failed() {
		r.find("%d applications are stored that nobody asked for", untold-r.failed())
	}
	v, err := submission.Verify(ctx, store, files, "")
	r.Findings = append(r.Findings, v.Findings...)
	return err
}

func (r *Result) failed() (n int) {
	for _, times := range r.Failures {
		n += times
	}
	return n
}

// places counts who is inside a quota and who waits.
type places struct{ inside, waiting int64 }

// quota holds the place of an application to those before it.
func (r *Result) quota(all map[string]*places, s submission.Submission) {
	if s.Quota == nil || s.Place == nil {
		return
	}
	p := all[s.Quota.Name]
	if p == nil {
		p = &places{}
		all[s.Quota.Name] = p
	}
	next := &p.inside
	if s.Place.Waiting {
		next = &p.waiting
	} else if p.waiting > 0 {
		r.find("%s is inside, and others wait", s.Reference)
	}
	if *next++; s.Place.Number != *next {
		r.find("%s has place %d, not %d", s.Reference, s.Place.Number, *next)
	}
	if q := s.Quota; !s.Place.Waiting && q.Places != nil && q.Places.IntPart() < p.inside {
		r.find("%s is inside, beyond %d places", s.Reference, q.Places.IntPart())
	}
}

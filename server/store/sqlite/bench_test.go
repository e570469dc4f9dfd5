package sqlite_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// BenchmarkSaveDraft saves changed drafts of 4 KiB, one after the other.
func BenchmarkSaveDraft(b *testing.B) {
	s := benchStore(b)
	d := benchDraft("d")
	if err := s.CreateDraft(b.Context(), d); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.Revision++
		copy(d.Content, fmt.Sprintf("%020d", d.Revision)) // SQLite does not write what is there already
		if err := s.SaveDraft(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenDraft(b *testing.B) {
	s := benchStore(b)
	if err := s.CreateDraft(b.Context(), benchDraft("d")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Draft(b.Context(), "d", "owner"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSubmit sends drafts that are there already, from as many writers.
func BenchmarkSubmit(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprint(writers), func(b *testing.B) { benchSubmit(b, writers) })
	}
}

func benchSubmit(b *testing.B, writers int) {
	s := benchStore(b)
	for i := range b.N {
		if err := s.CreateDraft(b.Context(), benchDraft(fmt.Sprint(i))); err != nil {
			b.Fatal(err)
		}
	}
	var next atomic.Int64
	var all sync.WaitGroup
	b.ResetTimer()
	for range writers {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(b.N); i = next.Add(1) - 1 {
				if err := benchSend(b.Context(), s, fmt.Sprint(i)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func benchSend(ctx context.Context, s *sqlstore.Store, draft string) error {
	_, err := s.Submit(ctx, submission.Submission{
		Draft: draft, Service: "s", Edition: "h", Label: "1", Owner: "owner", Year: 2026,
		Record:   engine.Record{Answers: json.RawMessage(benchDraft(draft).Content)},
		Received: time.Now(), Submitted: time.Now(),
	}, 1, submission.Event{Kind: submission.Sent, Payload: json.RawMessage("{}"), Created: time.Now()})
	return err
}

func benchStore(b *testing.B) *sqlstore.Store {
	b.Helper()
	s := open(b, b.TempDir())
	err := s.Publish(b.Context(), submission.Edition{Hash: "h", Service: "s", Label: "1", Created: time.Now()})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func benchDraft(id string) submission.Draft {
	return submission.Draft{
		ID: id, Service: "s", Edition: "h", Owner: "owner", Revision: 1, State: submission.Filling,
		Content: make([]byte, 4096), Created: time.Now(), Updated: time.Now(),
	}
}

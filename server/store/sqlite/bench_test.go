package sqlite_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
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
	return benchSendAt(ctx, s, draft, 1)
}

func benchSendAt(ctx context.Context, s *sqlstore.Store, draft string, revision int64) error {
	_, err := s.Submit(ctx, submission.Submission{
		Draft: draft, Service: "s", Edition: "h", Label: "1", Owner: "owner", Year: 2026,
		Record:   engine.Record{Answers: json.RawMessage(`{"a": "` + strings.Repeat("x", 1000) + `"}`)},
		Received: time.Now(), Submitted: time.Now(),
	}, revision, submission.Event{Kind: submission.Sent, Payload: json.RawMessage("{}"), Created: time.Now()})
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

// BenchmarkGroupCommit is 64 writers on the store, beside 64 on the bare driver
// whose rows are committed together as well: saving drafts, and sending.
func BenchmarkGroupCommit(b *testing.B) {
	const writers, each = 64, 50
	s, raw := benchStore(b), newRaw(b)
	var saved, sent, bare []float64
	for n := 0; b.Loop(); n++ {
		drafts := make([]submission.Draft, writers*each)
		for i := range drafts {
			drafts[i] = benchDraft(fmt.Sprint(n, "-", i))
			drafts[i].Content = make([]byte, 1024)
		}
		rate(writers, drafts, func(d submission.Draft) error { return s.CreateDraft(b.Context(), d) })
		saved = append(saved, rate(writers, drafts, func(d submission.Draft) error {
			d.Revision = 2
			copy(d.Content, fmt.Sprintf("%020d", n)) // other bytes than before
			return s.SaveDraft(b.Context(), d)
		}))
		sent = append(sent, rate(writers, drafts, func(d submission.Draft) error { return benchSendAt(b.Context(), s, d.ID, 2) }))
		bare = append(bare, rate(writers, drafts, func(d submission.Draft) error { return raw.insert(d.ID, d.Content) }))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(bare), "raw/s")
	b.ReportMetric(middle(saved)/middle(bare), "T6-save-x")
	b.ReportMetric(middle(sent)/middle(bare), "T6-send-x")
}

// rate is how many drafts a second so many writers are done with.
func rate(writers int, drafts []submission.Draft, do func(submission.Draft) error) float64 {
	queue := make(chan submission.Draft, len(drafts))
	for _, d := range drafts {
		queue <- d
	}
	close(queue)
	begun := time.Now()
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for d := range queue {
				if err := do(d); err != nil {
					panic(err)
				}
			}
		})
	}
	all.Wait()
	return float64(len(drafts)) / time.Since(begun).Seconds()
}

func middle(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

// raw commits the rows that wait in one transaction, with the driver alone.
type raw struct {
	tb    testing.TB
	db    *sql.DB
	queue chan rawRow
}

type rawRow struct {
	id      string
	content []byte
	done    chan struct{}
}

func newRaw(b *testing.B) *raw {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "raw.db")+"?_journal_mode=WAL&_synchronous=FULL")
	if err == nil {
		db.SetMaxOpenConns(1)
		_, err = db.Exec(`CREATE TABLE rows (id text PRIMARY KEY, content blob)`)
	}
	if err != nil {
		b.Fatal(err)
	}
	r := &raw{tb: b, db: db, queue: make(chan rawRow, 256)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.run()
	}()
	b.Cleanup(func() {
		close(r.queue)
		<-ended
		db.Close()
	})
	return r
}

func (r *raw) insert(id string, content []byte) error {
	row := rawRow{id, content, make(chan struct{})}
	r.queue <- row
	<-row.done
	return nil
}

func (r *raw) run() {
	insert, err := r.db.Prepare(`INSERT INTO rows (id, content) VALUES (?, ?)`)
	if err != nil {
		panic(err)
	}
	for first := range r.queue {
		together := []rawRow{first}
		for range len(r.queue) {
			together = append(together, <-r.queue)
		}
		tx, err := r.db.Begin()
		for _, row := range together {
			if err == nil {
				_, err = tx.Stmt(insert).Exec(row.id, row.content)
			}
		}
		if err == nil {
			err = tx.Commit()
		}
		if err != nil {
			panic(err)
		}
		for _, row := range together {
			close(row.done)
		}
	}
}

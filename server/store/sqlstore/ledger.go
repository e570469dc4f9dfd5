package sqlstore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"

	"sportello/engine"
	"sportello/server/submission"
)

// ledger gives numbers and seals within one transaction. It is read when the
// first is asked for, and written once, at the end.
type ledger struct {
	read, moved bool
	end         submission.LedgerEnd
}

// open reads where the ledger stands, and holds it: whoever sends elsewhere
// waits until this transaction ends.
func (l *ledger) open(ctx context.Context, tx *sql.Tx, hold string) error {
	if l.read {
		return nil
	}
	err := tx.QueryRowContext(ctx, `SELECT number, event, seal FROM ledger`+hold).
		Scan(&l.end.Number, &l.end.Event, &l.end.Seal)
	l.read = err == nil
	return err
}

// number gives the next submission's.
func (l *ledger) number() int64 {
	l.moved = true
	l.end.Number++
	return l.end.Number
}

// seal gives an event its place behind all others.
func (l *ledger) seal(e *submission.Event) {
	l.moved = true
	l.end.Event++
	e.ID = l.end.Event
	e.Seal = e.SealAfter(l.end.Seal)
	l.end.Seal = e.Seal
}

// close writes where the ledger stands now.
func (l *ledger) close(ctx context.Context, tx *sql.Tx) error {
	if !l.moved {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE ledger SET number = $1, event = $2, seal = $3`,
		l.end.Number, l.end.Event, l.end.Seal)
	return err
}

// End is of submission.Ledger.
func (s *Store) End(ctx context.Context) (submission.LedgerEnd, error) {
	var end submission.LedgerEnd
	err := s.read.QueryRowContext(ctx, `SELECT number, event, seal, unsealed FROM ledger`).
		Scan(&end.Number, &end.Event, &end.Seal, &end.Unsealed)
	return end, s.failed("ledger", err)
}

// Sent is of submission.Ledger.
func (s *Store) Sent(ctx context.Context) (n int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM submissions`).Scan(&n)
	return n, s.failed("sent", err)
}

const eventColumns = `e.id, e.submission, s.reference, e.kind, e.payload, e.created, e.digest, e.seal`

func scanEvent(r row, more ...any) (submission.Event, error) {
	var e submission.Event
	var payload string
	var created stamp
	err := r.Scan(append([]any{&e.ID, &e.Number, &e.Reference, &e.Kind, &payload, &created, &e.Digest, &e.Seal}, more...)...)
	e.Payload, e.Created = json.RawMessage(payload), created.Time
	return e, err
}

// Events is of submission.Ledger.
func (s *Store) Events(ctx context.Context, after int64) iter.Seq2[submission.Event, error] {
	scan := func(r row) (submission.Event, error) { return scanEvent(r) }
	return pages(after, func(e submission.Event) int64 { return e.ID }, func(after int64) ([]submission.Event, error) {
		events, err := collect(ctx, s.read, scan,
			`SELECT `+eventColumns+` FROM events e JOIN submissions s ON s.number = e.submission
			 WHERE e.id > $1 ORDER BY e.id LIMIT $2`, after, pageSize)
		return events, s.failed("events", err)
	})
}

// Stored is of submission.Ledger. The digest is that of the row's columns as
// they are stored, whatever they mean to the program of today.
func (s *Store) Stored(ctx context.Context, number int64) (string, []engine.File, error) {
	texts := make([]sql.NullString, sealedColumns)
	into := make([]any, len(texts))
	for i := range texts {
		into[i] = &texts[i]
	}
	err := s.read.QueryRowContext(ctx, `SELECT `+submissionColumns+` FROM submissions WHERE number = $1`, number).Scan(into...)
	if err != nil {
		return "", nil, s.failed("stored", err)
	}
	var record engine.Record
	err = asJSON(&record).Scan(texts[recordColumn].String)
	return digest(texts), record.Files, s.failed("stored", err)
}

// sealedColumns is how many submissionColumns there are. A column that comes
// later goes behind them, so that digests of before stay true.
const sealedColumns = 17

// recordColumn is the place of "record" among them.
const recordColumn = 12

// digest is SHA-256 of texts, each after its length; NULL is not the empty text.
func digest(texts []sql.NullString) string {
	h := sha256.New()
	for _, t := range texts {
		if t.Valid {
			fmt.Fprintf(h, "%d:%s", len(t.String), t.String)
		} else {
			fmt.Fprint(h, "-")
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// asTexts gives the arguments of a statement as they will be read back.
func asTexts(args []any) ([]sql.NullString, error) {
	texts := make([]sql.NullString, len(args))
	for i, arg := range args {
		plain := arg
		if v, ok := arg.(driver.Valuer); ok {
			var err error
			if plain, err = v.Value(); err != nil {
				return nil, err
			}
		}
		if err := texts[i].Scan(plain); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

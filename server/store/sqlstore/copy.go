package sqlstore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// Tables are all there are, each after those that it refers to.
func Tables() []string {
	return []string{
		"editions", "offers", "drafts", "submissions", "files", "ledger", "events", "deliveries", "quotas", "sessions", "sign_ins", "profiles", "ratings", "rated", "paces",
	}
}

// Contents is what tables hold: enough to tell whether two stores hold the same.
type Contents map[string]Content

// Content is what one table holds.
type Content struct {
	Rows int64  `json:"rows"`
	Hash string `json:"hash"` // the sum of the SHA-256 of its rows, in whatever order
}

// ErrNotEmpty means that a store already holds something.
var ErrNotEmpty = errors.New("the database is not empty")

// Snapshot is a store as it is at one instant, while others go on changing it.
type Snapshot struct{ tx *sql.Tx }

// Snapshot begins to read. It must be closed.
func (s *Store) Snapshot(ctx context.Context) (*Snapshot, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, s.failed("snapshot", err)
	}
	snapshot := &Snapshot{tx}
	var one int
	if err := tx.QueryRowContext(ctx, `SELECT one FROM ledger`).Scan(&one); err != nil { // the instant is that of the first query
		return nil, errors.Join(s.failed("snapshot", err), snapshot.Close())
	}
	return snapshot, nil
}

// Close ends the reading.
func (s *Snapshot) Close() error { return s.tx.Rollback() }

// Contents reads everything.
func (s *Snapshot) Contents(ctx context.Context) (Contents, error) {
	out := Contents{}
	for _, table := range Tables() {
		sum := newSum()
		err := s.rows(ctx, table, func(_ []string, row []any) error { return sum.add(row) })
		if err != nil {
			return nil, err
		}
		out[table] = sum.content()
	}
	return out, nil
}

// Hashes gives the SHA-256 of every file that is referred to, once each.
func (s *Snapshot) Hashes(ctx context.Context) ([]string, error) {
	scan := func(r row) (hash string, err error) { return hash, r.Scan(&hash) }
	return collect(ctx, s.tx, scan, `SELECT DISTINCT sha256 FROM files ORDER BY sha256`)
}

// rows goes through a table.
func (s *Snapshot) rows(ctx context.Context, table string, do func(columns []string, row []any) error) error {
	found, err := s.tx.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return fmt.Errorf("read %s: %w", table, err)
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		return err
	}
	for found.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			return fmt.Errorf("read %s: %w", table, err)
		}
		if err := do(columns, row); err != nil {
			return err
		}
	}
	return found.Err()
}

// copyBatch is how many rows are written in one transaction.
const copyBatch = 500

// CopyTo writes everything to an empty store of any kind, and gives what it
// read. It tells how far it is after each batch. What is there afterwards is
// for the caller to compare.
func (s *Snapshot) CopyTo(ctx context.Context, to *Store, progress func(table string, rows int64)) (Contents, error) {
	if err := to.emptied(ctx); err != nil {
		return nil, err
	}
	out := Contents{}
	for _, table := range Tables() {
		content, err := s.copyTable(ctx, table, to, progress)
		if err != nil {
			return nil, to.failed("write "+table, err)
		}
		out[table] = content
	}
	return out, nil
}

// emptied takes the first row of the ledger, the only one a new store has.
func (s *Store) emptied(ctx context.Context) error {
	for _, table := range Tables() {
		var n int64
		query := `SELECT count(*) FROM ` + table
		if table == "ledger" {
			query += ` WHERE event > 0 OR number > 0`
		}
		if err := s.read.QueryRowContext(ctx, query).Scan(&n); err != nil {
			return s.failed("look at "+table, err)
		}
		if n > 0 {
			return fmt.Errorf("%w: %s has %d rows", ErrNotEmpty, table, n)
		}
	}
	_, err := s.change(ctx, `DELETE FROM ledger`)
	return s.failed("empty the ledger", err)
}

func (s *Snapshot) copyTable(ctx context.Context, table string, to *Store, progress func(string, int64)) (Content, error) {
	sum, batch := newSum(), [][]any(nil)
	var columns []string
	flush := func() error {
		err := to.insertAll(ctx, table, columns, batch)
		batch = batch[:0]
		progress(table, sum.rows)
		return err
	}
	err := s.rows(ctx, table, func(names []string, row []any) error {
		columns = names
		if err := sum.add(row); err != nil {
			return err
		}
		if batch = append(batch, row); len(batch) < copyBatch {
			return nil
		}
		return flush()
	})
	if err == nil && len(batch) > 0 {
		err = flush()
	}
	return sum.content(), err
}

func (s *Store) insertAll(ctx context.Context, table string, columns []string, rows [][]any) error {
	query := `INSERT INTO ` + table + ` (` + strings.Join(columns, ", ") + `) VALUES (` + places(1, len(columns)) + `)`
	return s.transaction(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, row := range rows {
			if _, err := tx.ExecContext(ctx, query, row...); err != nil {
				return err
			}
		}
		return nil
	})
}

// sum adds up hashes of rows, modulo 2^256: databases give rows in orders of
// their own.
type sum struct {
	rows  int64
	total *big.Int
}

func newSum() *sum { return &sum{total: new(big.Int)} }

var modulus = new(big.Int).Lsh(big.NewInt(1), 256)

func (s *sum) add(row []any) error {
	texts, err := asTexts(row)
	if err != nil {
		return err
	}
	h, err := hex.DecodeString(digest(texts))
	if err != nil {
		return err
	}
	s.rows++
	s.total.Mod(s.total.Add(s.total, new(big.Int).SetBytes(h)), modulus)
	return nil
}

func (s *sum) content() Content {
	return Content{s.rows, hex.EncodeToString(s.total.FillBytes(make([]byte, sha256.Size)))}
}

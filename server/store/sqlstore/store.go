// Package sqlstore holds the SQL of the store, once for every database.
//
// A backend (package sqlite) opens its database the way it must be opened, and
// hands it over with its Dialect. Texts of queries are such that SQLite and
// PostgreSQL read them alike; since SQLite numbers $n in the order of first
// appearance, first appearances are always $1, $2, $3 and so on.
package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"sportello/server/submission"
)

// Store is a submission.Store over database/sql.
type Store struct {
	read    *sql.DB
	write   *sql.DB
	line    *line // submissions; where only one ever writes, every change
	dialect Dialect
}

var _ submission.Store = (*Store)(nil)

// Dialect is what differs between databases.
type Dialect struct {
	Migrations goose.Dialect
	// Many says that many may write at once, from several programs. One of the
	// programs migrates and the others wait; changes do not stand in line.
	Many bool
	// Share ends a query and keeps others from changing the rows it read, until
	// its transaction ends; "" where only one ever writes.
	Share string
	// Hold does, and keeps them from reading such rows to hold them too.
	Hold string
	// Skip leaves out the rows that others hold, and holds the rest.
	Skip string
	// Kind gives the kind of a driver's error (package submission), or nil.
	Kind func(error) error
}

//go:embed migrations/*.sql
var migrations embed.FS

// New makes a store of two pools on one database, which may be the same, and
// brings its tables up to date. The store closes both.
func New(ctx context.Context, read, write *sql.DB, dialect Dialect) (*Store, error) {
	s := &Store{read: read, write: write, dialect: dialect}
	if err := s.migrate(ctx); err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	s.line = newLine(write, dialect.Hold)
	return s, nil
}

func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	options, err := s.dialect.options()
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(s.dialect.Migrations, s.write, files, options...)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// How a node waits for another that migrates: it looks every so many seconds,
// so many times.
const (
	lookEvery = 1
	lookTimes = 120
)

func (d Dialect) options() ([]goose.ProviderOption, error) {
	if !d.Many {
		return nil, nil
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(lookEvery, lookTimes))
	return []goose.ProviderOption{goose.WithSessionLocker(locker)}, err
}

// Close waits for what is being written, and closes both pools. Nothing may be
// stored any more.
func (s *Store) Close() error {
	s.line.close()
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// Watch has somebody told of each transaction in which changes were committed
// together.
func (s *Store) Watch(committed func(changes int, took time.Duration)) {
	s.line.committed.Store(&committed)
}

// transaction runs do, and commits unless it fails.
func (s *Store) transaction(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if !s.dialect.Many {
		return s.line.add(ctx, func(ctx context.Context, w *work) error { return do(ctx, w.Tx) })
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing after Commit
	if err := do(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// change runs one statement, committed when it returns, and tells how many rows
// it changed.
func (s *Store) change(ctx context.Context, query string, args ...any) (n int64, err error) {
	if s.dialect.Many {
		return changed(ctx, s.write, query, args...)
	}
	err = s.line.add(ctx, func(ctx context.Context, w *work) error {
		n, err = changed(ctx, w, query, args...)
		return err
	})
	return n, err
}

// failed says in which step an error arose, and of which kind it is. Nothing of
// what was to be stored is in it.
func (s *Store) failed(step string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", step, submission.ErrNotFound)
	}
	if kind := s.dialect.Kind(err); kind != nil {
		return fmt.Errorf("%s: %w: %w", step, kind, err)
	}
	return fmt.Errorf("%s: %w", step, err)
}

// execer is a pool or a transaction.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// changed runs a statement and tells how many rows it changed.
func changed(ctx context.Context, db execer, query string, args ...any) (int64, error) {
	result, err := db.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// places are $3, $4, $5: so many arguments of a query, from one on.
func places(from, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = "$" + strconv.Itoa(from+i)
	}
	return strings.Join(out, ", ")
}

// row is a *sql.Row or *sql.Rows.
type row interface{ Scan(into ...any) error }

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, db querier, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, rows.Err()
}

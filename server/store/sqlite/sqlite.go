// Package sqlite keeps everything in one SQLite database in a folder.
//
// It is opened so that what was committed survives a power cut: write-ahead
// log with synchronous=FULL. The driver's default is NORMAL, which may lose the
// last commits; Open therefore asks the database what really holds, and refuses
// to work if it is anything else.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// FileName is the database's name in its folder.
const FileName = "sportello.db"

// readers is how many read at the same time; only one ever writes.
const readers = 8

// Open opens the database in a folder, made if need be, and brings its tables
// up to date. Only the user who runs the program can read them.
func Open(ctx context.Context, folder string) (*sqlstore.Store, error) {
	path, err := prepare(folder)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	write, err := pool(ctx, path, 1, map[string]string{"_txlock": "immediate"})
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	read, err := pool(ctx, path, readers, map[string]string{"_query_only": "true"})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("database %s: %w", path, err), write.Close())
	}
	store, err := sqlstore.New(ctx, read, write, dialect)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("database %s: %w", path, err), read.Close(), write.Close())
	}
	return store, nil
}

// prepare makes the folder and the file, so that both have narrow permissions
// from the beginning. SQLite gives its other files those of the database.
func prepare(folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path, err := filepath.Abs(filepath.Join(folder, FileName))
	if err != nil {
		return "", err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", err
	}
	return path, file.Close()
}

func pool(ctx context.Context, path string, connections int, more map[string]string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, more))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := verify(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func dsn(path string, more map[string]string) string {
	settings := url.Values{
		"_journal_mode":    {"WAL"},
		"_synchronous":     {"FULL"},
		"_busy_timeout":    {"5000"},
		"_foreign_keys":    {"on"},
		"_secure_delete":   {"FAST"},
		"_stmt_cache_size": {"50"}, // more than there are queries
	}
	for name, setting := range more {
		settings.Set(name, setting)
	}
	file := url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}
	return file.String()
}

// verify asks for what Open promises.
func verify(ctx context.Context, db *sql.DB) error {
	for _, want := range []struct{ pragma, value string }{
		{"journal_mode", "wal"},
		{"synchronous", "2"}, // FULL
		{"busy_timeout", "5000"},
		{"foreign_keys", "1"},
	} {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+want.pragma).Scan(&got); err != nil {
			return err
		}
		if got != want.value {
			return fmt.Errorf("%s is %s, not %s", want.pragma, got, want.value)
		}
	}
	return nil
}

var dialect = sqlstore.Dialect{Migrations: "sqlite3", Kind: kind}

// kind sorts the driver's errors.
func kind(err error) error {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return nil
	}
	switch failure.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrCantOpen:
		return submission.ErrUnavailable
	case sqlite3.ErrConstraint:
		return submission.ErrConflict
	}
	return nil
}

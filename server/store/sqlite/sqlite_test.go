package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/store/storetest"
	"sportello/server/submission"
)

func open(t testing.TB, folder string) *sqlstore.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) submission.Store { return open(t, t.TempDir()) })
}

func TestCrash(t *testing.T) {
	storetest.Crash(t, storetest.Opening{Open: func(ctx context.Context, folder string) (submission.Store, error) {
		return sqlite.Open(ctx, folder)
	}})
}

func TestOnlyItsUserReadsIt(t *testing.T) {
	// Signs that mean something in a DSN must not.
	folder := filepath.Join(t.TempDir(), "dati? 100% #1")
	open(t, folder)
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) < 3 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v", e.Name(), info.Mode(), err)
		}
	}
	info, err := os.Stat(folder)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder has mode %v, %v", info.Mode(), err)
	}
}

func TestOpensAgain(t *testing.T) {
	folder := t.TempDir()
	e := submission.Edition{Hash: "h", Service: "s", Label: "1", Bundle: []byte("b"), Created: time.Now()}
	first := open(t, folder)
	if err := first.Publish(context.Background(), e); err != nil {
		t.Fatal(err)
	}
	// Another process may look while one serves.
	got, err := open(t, folder).Edition(context.Background(), "h")
	if err != nil || string(got.Bundle) != "b" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestBusyIsUnavailable(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the busy timeout")
	}
	folder := t.TempDir()
	s := open(t, folder)
	other, err := sql.Open("sqlite3", "file:"+filepath.Join(folder, sqlite.FileName)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	err = s.Publish(context.Background(), submission.Edition{Hash: "h", Service: "s", Label: "1", Created: time.Now()})
	if !errors.Is(err, submission.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(context.Background(), file); err == nil {
		t.Error("opened in a file")
	}
}

// TestTablesAreAll compares the list of tables, which backups copy, with the
// database's own.
func TestTablesAreAll(t *testing.T) {
	folder := t.TempDir()
	open(t, folder)
	db, err := sql.Open("sqlite3", filepath.Join(folder, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(sqlstore.Tables(), name) {
			t.Errorf("table %s is in no backup: add it to sqlstore.Tables, after those it refers to", name)
		}
	}
	if n != len(sqlstore.Tables()) || rows.Err() != nil {
		t.Errorf("%d tables, %d are listed, %v", n, len(sqlstore.Tables()), rows.Err())
	}
}

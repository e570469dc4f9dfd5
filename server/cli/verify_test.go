package cli

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"sportello/server/store/sqlite"
)

func verify(t *testing.T, folder, seal string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := (&Verify{Place: Place{Data: folder}, Seal: seal}).Run(Streams{&out, io.Discard})
	return out.String(), err
}

func TestVerify(t *testing.T) {
	text, err := verify(t, sentTwo(t), "")
	if err != nil || !strings.HasPrefix(text, "2 events, 2 submissions, 1 files: 0 findings\nseal ") {
		t.Errorf("%s, %v", text, err)
	}
}

// TestVerifyFindsWhatWasDone does what somebody with the database's password
// could do.
func TestVerifyFindsWhatWasDone(t *testing.T) {
	for _, c := range []struct{ done, found string }{
		{`UPDATE submissions SET answers = replace(answers, 'Ada', 'Eva') WHERE number = 1`, "was changed"},
		{`UPDATE submissions SET received = '2026-03-02T08:00:00.000Z' WHERE number = 2`, "was changed"},
		{`UPDATE submissions SET payment = '{}' WHERE number = 2`, "was changed"},
		{`UPDATE submissions SET place = '{"waiting":false,"number":1}' WHERE number = 2`, "was changed"},
		{`UPDATE events SET created = '2026-03-02T08:00:00.000Z' WHERE id = 1`, "event 1 "},
		{`UPDATE events SET digest = '' WHERE id = 2`, "event 2 "},
		{`UPDATE events SET seal = '' WHERE id = 1`, "event 1 "},
		{`DELETE FROM events WHERE id = 1`, "event 1 is missing"},
		{`DELETE FROM events WHERE id = 2`, "the ledger ends with event 2, and the last one is 1"},
		{`DELETE FROM files; DELETE FROM events WHERE id = 2; DELETE FROM submissions WHERE number = 2`, "the ledger ends"},
		{`UPDATE ledger SET event = 1`, "the ledger ends with event 1, and the last one is 2"},
		{`INSERT INTO submissions SELECT 3, 'x', 'x', year, service, edition, label, language, owner, behalf, evidence, answers, record, payment, received, submitted, place FROM submissions WHERE number = 2`, "3 submissions are stored"},
	} {
		folder := sentTwo(t)
		tamper(t, folder, c.done)
		text, err := verify(t, folder, "")
		if !errors.Is(err, ErrFailed) || !strings.Contains(text, c.found) {
			t.Errorf("%s\ngives %s, %v", c.done, text, err)
		}
	}
}

func tamper(t *testing.T, folder, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(folder, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsAChangedFile(t *testing.T) {
	for _, change := range []func(string) error{
		os.Remove,
		func(path string) error { return os.WriteFile(path, []byte("something else"), 0o600) },
	} {
		folder := sentTwo(t)
		kept, err := filepath.Glob(filepath.Join(folder, attachmentsFolder, "??", "*"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("%v, %v", kept, err)
		}
		if err := change(kept[0]); err != nil {
			t.Fatal(err)
		}
		if text, err := verify(t, folder, ""); !errors.Is(err, ErrFailed) || !strings.Contains(text, "file f1 ") {
			t.Errorf("%s, %v", text, err)
		}
	}
}

// TestVerifyAgainstWhatWasNoted makes another chain, sound in itself.
func TestVerifyAgainstWhatWasNoted(t *testing.T) {
	folder := sentTwo(t)
	text, err := verify(t, folder, "")
	if err != nil {
		t.Fatal(err)
	}
	seal := regexp.MustCompile(`seal (\w+)`).FindStringSubmatch(text)[1]
	if text, err := verify(t, folder, seal); err != nil {
		t.Errorf("%s, %v", text, err)
	}
	tamper(t, folder, `DELETE FROM events; UPDATE ledger SET event = 0, seal = ''; DELETE FROM files; DELETE FROM submissions`)
	if text, err := verify(t, folder, ""); err != nil {
		t.Errorf("an empty chain is sound in itself: %s, %v", text, err)
	}
	if text, err := verify(t, folder, seal); !errors.Is(err, ErrFailed) || !strings.Contains(text, "not in the chain") {
		t.Errorf("%s, %v", text, err)
	}
}

package backup_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/attachment"
	"sportello/server/backup"
	"sportello/server/store/postgres"
	"sportello/server/store/postgres/postgrestest"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

var (
	ctx    = context.Background()
	server *postgrestest.Server
	at     = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	var err error
	if server, err = postgrestest.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer server.Close()
	return m.Run()
}

// installation is a database and a folder of files.
type installation struct {
	*sqlstore.Store
	t      *testing.T
	folder string
	files  *attachment.Folder
}

// databases are the kinds there are.
var databases = []struct {
	name string
	open func(folder string) (*sqlstore.Store, error)
}{
	{"SQLite", func(folder string) (*sqlstore.Store, error) { return sqlite.Open(ctx, folder) }},
	{"PostgreSQL", func(string) (*sqlstore.Store, error) {
		address, err := server.Database(ctx)
		if err != nil {
			return nil, err
		}
		return postgres.Open(ctx, address)
	}},
}

func newInstallation(t *testing.T, open func(string) (*sqlstore.Store, error)) *installation {
	t.Helper()
	i := &installation{t: t, folder: t.TempDir()}
	var err error
	i.Store, err = open(i.folder)
	must(t, err)
	i.files, err = attachment.Open(filepath.Join(i.folder, "attachments"), 1<<20)
	must(t, err)
	t.Cleanup(func() { i.Store.Close(); i.files.Close() })
	return i
}

// fill sends applications with a file each, and leaves drafts and a session.
func (i *installation) fill(sent int) {
	i.t.Helper()
	must(i.t, i.Publish(ctx, submission.Edition{Hash: "h", Service: "s", Label: "1", Bundle: []byte("b\x00\xff"), Created: at}))
	for n := range sent {
		i.send(n)
	}
	must(i.t, i.CreateDraft(ctx, i.draft("left")))
	must(i.t, i.CreateSession(ctx, submission.Session{Key: "k", Subject: "ada", Claims: map[string]string{"nome": "Adà"}, Expires: at}))
}

func (i *installation) draft(id string) submission.Draft {
	return submission.Draft{ID: id, Service: "s", Edition: "h", Owner: "ada", Revision: 1, State: submission.Filling, Content: []byte{0, 255, '{'}, Created: at, Updated: at}
}

func (i *installation) send(n int) {
	i.t.Helper()
	d := i.draft(fmt.Sprint("d", n))
	must(i.t, i.CreateDraft(ctx, d))
	file, err := i.files.Keep(ctx, "delega.pdf", strings.NewReader(fmt.Sprintf("%%PDF-1.7\n%d\ntrailer <</Root 1 0 R>>\n%%%%EOF", n%3)))
	must(i.t, err)
	file.ID = fmt.Sprint("f", n)
	must(i.t, i.AddFile(ctx, d.ID, d.Owner, file, at))
	event := submission.Event{Kind: submission.Sent, Payload: json.RawMessage(`{}`), Created: at, To: []string{"registro"}}
	quota := engine.Quota{Title: "Posti", Waiting: true}
	_, err = i.Submit(ctx, submission.Submission{
		Year: 2026, Draft: d.ID, Service: "s", Edition: "h", Label: "1", Owner: "ada",
		Record:   engine.Record{Answers: json.RawMessage(`{"nome":"Sara Ròssi", "importo":16.10}`), Quota: &quota, Files: []engine.File{file}},
		Received: at, Submitted: at,
	}, 1, event)
	must(i.t, err)
}

func (i *installation) contents() sqlstore.Contents {
	i.t.Helper()
	s, err := i.Snapshot(ctx)
	must(i.t, err)
	defer s.Close()
	c, err := s.Contents(ctx)
	must(i.t, err)
	return c
}

func silent(string, int64) {}

// TestBackAndForth backs each database up, destroys the original and restores
// into each.
func TestBackAndForth(t *testing.T) {
	for _, from := range databases {
		for _, to := range databases {
			t.Run(from.name+" to "+to.name, func(t *testing.T) {
				original := newInstallation(t, from.open)
				original.fill(7)
				before := original.contents()
				folder := filepath.Join(t.TempDir(), "backup")
				made, err := backup.Make(ctx, original.Store, original.files, folder, at, silent)
				must(t, err)
				if made.Files != 3 || made.Tables["submissions"].Rows != 7 || made.Tables["sessions"].Rows != 1 {
					t.Errorf("made %+v", made)
				}
				must(t, original.Close())
				must(t, os.RemoveAll(original.folder))

				again := newInstallation(t, to.open)
				_, err = backup.Restore(ctx, folder, again.Store, again.files, silent)
				must(t, err)
				sameContents(t, before, again.contents())
				v, err := submission.Verify(ctx, again.Store, again.files, made.Seal)
				must(t, err)
				if len(v.Findings) > 0 || v.Submissions != 7 || v.Files != 7 {
					t.Errorf("verified: %+v", v)
				}
				again.send(8) // it goes on where it was
				s, err := again.SubmissionOf(ctx, "d8", "ada")
				must(t, err)
				if s.Number != 8 || s.Place.Number != 8 {
					t.Errorf("the next is %d, place %d", s.Number, s.Place.Number)
				}
			})
		}
	}
}

// TestWhileServing backs up while applications arrive: what is in the backup is
// of one instant, each application whole.
func TestWhileServing(t *testing.T) {
	for _, kind := range databases {
		t.Run(kind.name, func(t *testing.T) {
			i := newInstallation(t, kind.open)
			i.fill(20)
			stop := make(chan struct{})
			var serving sync.WaitGroup
			serving.Go(func() {
				for n := 100; ; n++ {
					select {
					case <-stop:
						return
					default:
						i.send(n)
					}
				}
			})
			folder := filepath.Join(t.TempDir(), "backup")
			_, err := backup.Make(ctx, i.Store, i.files, folder, at, silent)
			close(stop)
			serving.Wait()
			must(t, err)
			again := newInstallation(t, databases[0].open)
			_, err = backup.Restore(ctx, folder, again.Store, again.files, silent)
			must(t, err)
			v, err := submission.Verify(ctx, again.Store, again.files, "")
			must(t, err)
			if len(v.Findings) > 0 || v.Submissions < 20 {
				t.Errorf("verified: %+v", v)
			}
		})
	}
}

func TestDamagedIsNotRestored(t *testing.T) {
	for _, c := range []struct {
		done   string
		damage func(folder string) error
	}{
		{"a file is gone", func(folder string) error {
			found, err := filepath.Glob(filepath.Join(folder, "attachments", "??", "*"))
			return errors.Join(err, os.Remove(found[0]))
		}},
		{"a file is another", func(folder string) error {
			found, err := filepath.Glob(filepath.Join(folder, "attachments", "??", "*"))
			return errors.Join(err, os.WriteFile(found[0], []byte("x"), 0o600))
		}},
		{"the database is another", func(folder string) error {
			s, err := sqlite.Open(ctx, folder)
			return errors.Join(err, s.DeleteSession(ctx, "k"), s.Close())
		}},
		{"it was not finished", func(folder string) error { return os.Remove(filepath.Join(folder, "backup.json")) }},
	} {
		t.Run(c.done, func(t *testing.T) {
			original := newInstallation(t, databases[0].open)
			original.fill(3)
			folder := filepath.Join(t.TempDir(), "backup")
			_, err := backup.Make(ctx, original.Store, original.files, folder, at, silent)
			must(t, err)
			must(t, c.damage(folder))
			again := newInstallation(t, databases[0].open)
			if _, err := backup.Restore(ctx, folder, again.Store, again.files, silent); err == nil {
				t.Error("restored")
			}
			if n := again.contents()["submissions"].Rows; n != 0 {
				t.Errorf("%d submissions of a damaged backup", n)
			}
		})
	}
}

// A file that is not there makes no backup, and it is said what to do.
func TestFileThatIsNotThere(t *testing.T) {
	i := newInstallation(t, databases[0].open)
	i.fill(1)
	_, err := i.files.Sweep(ctx, time.Now().Add(time.Hour), func(context.Context, string) (bool, error) { return false, nil })
	must(t, err)
	to := filepath.Join(t.TempDir(), "copy")
	_, err = backup.Make(ctx, i.Store, i.files, to, at, func(string, int64) {})
	if err == nil || !strings.Contains(err.Error(), "make the backup again") {
		t.Errorf("error is %v", err)
	}
	if _, err := os.Stat(filepath.Join(to, "backup.json")); err == nil {
		t.Error("it looks like a backup")
	}
}

func TestOnlyIntoAnEmptyOne(t *testing.T) {
	original := newInstallation(t, databases[0].open)
	original.fill(1)
	folder := filepath.Join(t.TempDir(), "backup")
	_, err := backup.Make(ctx, original.Store, original.files, folder, at, silent)
	must(t, err)
	if _, err := backup.Restore(ctx, folder, original.Store, original.files, silent); !errors.Is(err, sqlstore.ErrNotEmpty) {
		t.Errorf("error is %v", err)
	}
	if _, err := backup.Make(ctx, original.Store, original.files, folder, at, silent); err == nil {
		t.Error("a backup over another")
	}
}

func sameContents(t *testing.T, want, got sqlstore.Contents) {
	t.Helper()
	for table := range want {
		if want[table] != got[table] {
			t.Errorf("%s: %+v, not %+v", table, got[table], want[table])
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Package backup copies a whole installation away, and back.
//
// A backup is a folder that is an installation itself: a SQLite database,
// whatever the database was, the files, and backup.json, which says what must be
// in them. It is taken while citizens go on: the database is read as it was at
// one instant, and a file that it refers to is never changed. backup.json is
// written last, so a folder without it is no backup. Nothing is trusted because
// it was written: what was copied is read again and compared.
package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"sportello/server/attachment"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// Manifest says what a backup holds.
type Manifest struct {
	At     time.Time         `json:"at"`
	Tables sqlstore.Contents `json:"tables"`
	Files  int               `json:"files"`
	Seal   string            `json:"seal"` // of the last event, see submission.Event
}

// The names in the folder of a backup.
const (
	manifestName = "backup.json"
	filesName    = "attachments"
)

// Shelf is where files are, and where they can be put back.
type Shelf interface {
	submission.Attachments
	Restore(ctx context.Context, sha256 string, r io.Reader) error
}

// Progress is told what is being copied, and how much of it is done.
type Progress func(what string, done int64)

// ErrDamaged means that a backup does not hold what it says.
var ErrDamaged = errors.New("the backup is damaged")

// Make backs a store and its files up to a folder, which must be new or empty.
func Make(ctx context.Context, store *sqlstore.Store, files submission.Attachments, folder string, now time.Time, progress Progress) (Manifest, error) {
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return Manifest{}, fmt.Errorf("%s is not empty: give a folder that does not exist yet", folder)
	}
	m, err := fill(ctx, store, files, folder, progress)
	if err != nil {
		return m, err
	}
	m.At = now.UTC()
	return m, m.write(folder)
}

// fill makes the database and the files of a backup.
func fill(ctx context.Context, store *sqlstore.Store, files submission.Attachments, folder string, progress Progress) (Manifest, error) {
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		return Manifest{}, err
	}
	defer snapshot.Close()
	copied, err := sqlite.Open(ctx, folder)
	if err != nil {
		return Manifest{}, err
	}
	defer copied.Close()
	m := Manifest{}
	if m.Tables, err = Copy(ctx, snapshot, copied, progress); err != nil {
		return m, err
	}
	end, err := copied.End(ctx)
	if err != nil {
		return m, err
	}
	m.Seal = end.Seal
	shelf, err := attachment.Open(filepath.Join(folder, filesName), attachment.AnySize)
	if err != nil {
		return m, err
	}
	defer shelf.Close()
	m.Files, err = copyFiles(ctx, snapshot, files, shelf, progress)
	if errors.Is(err, submission.ErrNotFound) {
		err = fmt.Errorf("%w: its draft was deleted while the backup was made, or it is lost; make the backup again, into another folder, and ask sportello verify", err)
	}
	return m, err
}

// Copy copies a snapshot to an empty store, reads it again and compares.
func Copy(ctx context.Context, from *sqlstore.Snapshot, to *sqlstore.Store, progress Progress) (sqlstore.Contents, error) {
	read, err := from.CopyTo(ctx, to, progress)
	if err != nil {
		return nil, err
	}
	again, err := to.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer again.Close()
	written, err := again.Contents(ctx)
	if err != nil {
		return nil, err
	}
	return read, same(read, written)
}

// same compares what should be there with what is.
func same(want, got sqlstore.Contents) error {
	for _, table := range slices.Sorted(maps.Keys(want)) {
		if want[table] != got[table] {
			return fmt.Errorf("%w: %s has %d rows of %d, or others", ErrDamaged, table, got[table].Rows, want[table].Rows)
		}
	}
	return nil
}

// copyFiles copies all files that the snapshot refers to.
func copyFiles(ctx context.Context, snapshot *sqlstore.Snapshot, from submission.Attachments, to Shelf, progress Progress) (int, error) {
	hashes, err := snapshot.Hashes(ctx)
	if err != nil {
		return 0, err
	}
	for i, hash := range hashes {
		if err := copyFile(ctx, hash, from, to); err != nil {
			return i, err
		}
		if (i+1)%100 == 0 || i+1 == len(hashes) {
			progress("files", int64(i+1))
		}
	}
	return len(hashes), nil
}

func copyFile(ctx context.Context, hash string, from submission.Attachments, to Shelf) error {
	r, err := from.Open(hash)
	if err != nil {
		return fmt.Errorf("file %s: %w", hash, err)
	}
	defer r.Close()
	if err := to.Restore(ctx, hash, r); err != nil {
		return fmt.Errorf("file %s: %w", hash, err)
	}
	return nil
}

// Restore puts a backup back into an empty store, and its files.
func Restore(ctx context.Context, folder string, store *sqlstore.Store, files Shelf, progress Progress) (Manifest, error) {
	m, err := readManifest(folder)
	if err != nil {
		return m, err
	}
	kept, err := sqlite.Open(ctx, folder)
	if err != nil {
		return m, err
	}
	defer kept.Close()
	snapshot, err := kept.Snapshot(ctx)
	if err != nil {
		return m, err
	}
	defer snapshot.Close()
	held, err := snapshot.Contents(ctx)
	if err != nil {
		return m, err
	}
	if err := same(m.Tables, held); err != nil {
		return m, err
	}
	shelf, err := attachment.Open(filepath.Join(folder, filesName), attachment.AnySize)
	if err != nil {
		return m, err
	}
	defer shelf.Close()
	// Files first: a store that refers to files has them.
	n, err := copyFiles(ctx, snapshot, shelf, files, progress)
	if err != nil {
		return m, err
	}
	if n != m.Files {
		return m, fmt.Errorf("%w: %d files of %d", ErrDamaged, n, m.Files)
	}
	_, err = Copy(ctx, snapshot, store, progress)
	return m, err
}

func readManifest(folder string) (Manifest, error) {
	var m Manifest
	content, err := os.ReadFile(filepath.Join(folder, manifestName))
	if errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("%s is no backup, or one that was not finished: it has no %s", folder, manifestName)
	}
	if err == nil {
		err = json.Unmarshal(content, &m)
	}
	return m, err
}

// write makes the folder a backup.
func (m Manifest) write(folder string) error {
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(folder, manifestName), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(content, '\n'))
	return errors.Join(err, file.Sync(), file.Close())
}

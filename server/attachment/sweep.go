package attachment

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"
)

// Held tells whether anything refers to the bytes with this SHA-256.
type Held func(ctx context.Context, sha256 string) (bool, error)

// Sweep takes out the files that nobody holds and that are older than an
// instant, and what uploads that broke off left behind. The instant must lie
// further back than any upload takes, a day for example: a file that was just
// read is not held yet. It tells how many it took.
func (f *Folder) Sweep(ctx context.Context, before time.Time, held Held) (int, error) {
	taken := 0
	err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // an upload that ended meanwhile
		}
		if err != nil || entry.IsDir() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		gone, err := f.sweepOne(ctx, name, before, held)
		if gone {
			taken++
		}
		return err
	})
	if err != nil {
		return taken, fmt.Errorf("sweep attachments: %w", err)
	}
	return taken, nil
}

func (f *Folder) sweepOne(ctx context.Context, name string, before time.Time, held Held) (bool, error) {
	f.naming.Lock()
	defer f.naming.Unlock()
	file, err := f.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || !file.ModTime().Before(before) {
		return false, err
	}
	folder, base := path.Split(name)
	switch {
	case folder == incoming+"/":
	case sum.MatchString(base):
		if keep, err := held(ctx, base); err != nil || keep {
			return false, err
		}
	default:
		return false, nil // not ours
	}
	return true, f.root.Remove(name)
}

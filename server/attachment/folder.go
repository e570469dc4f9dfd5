// Package attachment keeps the bytes of uploaded files in a folder.
//
// A file is named by the SHA-256 of its bytes, so the same file is kept once
// and can be checked at any time. When Keep returns, the file is complete and
// synced, its name too: a submission never names bytes that a power cut could
// take away. Files that nothing refers to any more are taken out by Sweep.
//
//	incoming/   being read
//	5d/5d41…    complete
package attachment

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"regexp"
	"sync"
	"syscall"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

// Folder keeps files. It may be used by many requests at once.
type Folder struct {
	root    *os.Root
	maxSize int64
	naming  sync.Mutex // Keep gives a name, or Sweep takes one: not both at once
}

var _ submission.Attachments = (*Folder)(nil)

const incoming = "incoming"

// AnySize is for folders that take what was accepted elsewhere.
const AnySize = math.MaxInt64 - 1

// Open opens a folder, made if need be, for files of up to maxSize bytes.
func Open(folder string, maxSize int64) (*Folder, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	if err := root.MkdirAll(incoming, 0o700); err != nil {
		return nil, errors.Join(fmt.Errorf("attachments: %w", err), root.Close())
	}
	return &Folder{root: root, maxSize: maxSize}, nil
}

// Close closes the folder. Files that are open stay so.
func (f *Folder) Close() error { return f.root.Close() }

// Keep is of submission.Attachments.
func (f *Folder) Keep(ctx context.Context, name string, r io.Reader) (engine.File, error) {
	temporary := incoming + "/" + rand.Text()
	file, err := f.keep(temporary, interruptible{ctx, r})
	if err != nil {
		f.root.Remove(temporary) // if that fails too, Sweep does it
		return engine.File{}, failed("keep attachment", err)
	}
	file.Name = CleanName(name, file.MediaType)
	return file, nil
}

func (f *Folder) keep(temporary string, r io.Reader) (engine.File, error) {
	w, err := f.root.OpenFile(temporary, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return engine.File{}, err
	}
	defer w.Close()
	file, err := f.receive(w, r)
	if err != nil {
		return engine.File{}, err
	}
	if file.MediaType, err = accepted(w, file.Size); err != nil {
		return engine.File{}, err
	}
	if err := w.Sync(); err != nil {
		return engine.File{}, err
	}
	return file, f.give(temporary, file.SHA256)
}

// receive reads to the end, but not further than allowed.
func (f *Folder) receive(w io.Writer, r io.Reader) (engine.File, error) {
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(r, f.maxSize+1))
	if err != nil {
		return engine.File{}, err
	}
	if size > f.maxSize {
		return engine.File{}, refuse(submission.FileSize, map[string]any{"size": f.maxSize})
	}
	if size == 0 {
		return engine.File{}, refuse(submission.FileEmpty, nil)
	}
	return engine.File{Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// give names a complete file by its content. If the content is there already,
// it counts as new again, so that a sweep leaves it.
func (f *Folder) give(temporary, sha256 string) error {
	f.naming.Lock()
	defer f.naming.Unlock()
	now := time.Now()
	if f.root.Chtimes(place(sha256), now, now) == nil {
		return f.root.Remove(temporary)
	}
	shelf := sha256[:2]
	if err := f.root.Mkdir(shelf, 0o700); err == nil {
		if err := f.sync("."); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := f.root.Rename(temporary, place(sha256)); err != nil {
		return err
	}
	return f.sync(shelf)
}

// sync makes the names in a folder durable.
func (f *Folder) sync(folder string) error {
	d, err := f.root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func place(sha256 string) string { return sha256[:2] + "/" + sha256 }

var sum = regexp.MustCompile(`^[0-9a-f]{64}$`)

// IsHash reports whether a text is a SHA-256 as files are named.
func IsHash(s string) bool { return sum.MatchString(s) }

// Open is of submission.Attachments. ErrNotFound if there are no such bytes.
func (f *Folder) Open(sha256 string) (io.ReadSeekCloser, error) {
	if !sum.MatchString(sha256) {
		return nil, fmt.Errorf("open attachment: %w", submission.ErrNotFound)
	}
	file, err := f.root.Open(place(sha256))
	if err != nil {
		return nil, failed("open attachment", err)
	}
	return file, nil
}

// ErrOtherBytes means that a file's bytes are not those of its name.
var ErrOtherBytes = errors.New("the file has other bytes than it should")

// Restore takes bytes that were accepted before, from a backup or another
// installation. They must have the hash they are known by.
func (f *Folder) Restore(ctx context.Context, sha256 string, r io.Reader) error {
	if !sum.MatchString(sha256) {
		return ErrOtherBytes
	}
	temporary := incoming + "/" + rand.Text()
	err := f.restore(temporary, sha256, interruptible{ctx, r})
	if err != nil {
		f.root.Remove(temporary) // if that fails too, Sweep does it
	}
	return failed("restore attachment", err)
}

func (f *Folder) restore(temporary, sha256 string, r io.Reader) error {
	w, err := f.root.OpenFile(temporary, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer w.Close()
	file, err := f.receive(w, r)
	if err != nil {
		return err
	}
	if file.SHA256 != sha256 {
		return ErrOtherBytes
	}
	if err := w.Sync(); err != nil {
		return err
	}
	return f.give(temporary, sha256)
}

// failed says what failed, and of which kind it is.
func failed(step string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w: %w", step, submission.ErrNotFound, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%s: %w: %w", step, submission.ErrUnavailable, err)
	}
	return fmt.Errorf("%s: %w", step, err)
}

// interruptible stops reading when nobody waits any more.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}

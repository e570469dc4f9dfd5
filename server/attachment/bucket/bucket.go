// Package bucket keeps the bytes of uploaded files in a bucket of an
// S3-compatible storage, which any number of nodes share.
//
// Files are named as in a folder (package attachment), by the SHA-256 of their
// bytes, and are accepted by the same rules: each is first received into a
// temporary folder of this machine. When Keep returns, the storage has confirmed
// all of it.
package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"sportello/engine"
	"sportello/server/attachment"
	"sportello/server/submission"
)

// Bucket keeps files. It may be used by many requests at once.
type Bucket struct {
	client   *minio.Client
	name     string
	maxSize  int64
	patience time.Duration // how long the storage may take to begin to give a file
}

var _ submission.Attachments = (*Bucket)(nil)

// Open opens the bucket of an address such as https://storage.example/allegati,
// for files of up to maxSize bytes. The bucket must exist.
func Open(ctx context.Context, address, key, secret string, maxSize int64) (*Bucket, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || path.Clean(u.Path) == "/" || u.Path == "" {
		return nil, errors.New("the address of the files must be like https://storage.example/bucket")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(key, secret, ""), Secure: u.Scheme == "https", BucketLookup: minio.BucketLookupPath,
	})
	if err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	b := &Bucket{client, path.Base(u.Path), maxSize, openTime}
	there, err := client.BucketExists(ctx, b.name)
	if err == nil && !there {
		err = fmt.Errorf("there is no bucket %s on %s", b.name, u.Host)
	}
	if err != nil {
		return nil, failed("open bucket", err)
	}
	return b, nil
}

// Close is for those who close a folder.
func (b *Bucket) Close() error { return nil }

// Keep is of submission.Attachments.
func (b *Bucket) Keep(ctx context.Context, name string, r io.Reader) (file engine.File, err error) {
	err = b.received(func(f *attachment.Folder) error {
		if file, err = f.Keep(ctx, name, r); err != nil {
			return err
		}
		return b.put(ctx, f, file.SHA256)
	})
	return file, err
}

// Restore takes bytes that were accepted before. They must have the hash they
// are known by.
func (b *Bucket) Restore(ctx context.Context, sha256 string, r io.Reader) error {
	return b.received(func(f *attachment.Folder) error {
		if err := f.Restore(ctx, sha256, r); err != nil {
			return err
		}
		return b.put(ctx, f, sha256)
	})
}

// received does something with a folder that is gone afterwards.
func (b *Bucket) received(do func(*attachment.Folder) error) error {
	folder, err := os.MkdirTemp("", "sportello-")
	if err != nil {
		return failed("receive", err)
	}
	defer os.RemoveAll(folder)
	f, err := attachment.Open(folder, b.maxSize)
	if err != nil {
		return failed("receive", err)
	}
	return errors.Join(do(f), f.Close())
}

// put hands a file over. One that is there already is written again, so that it
// counts as new and a sweep leaves it.
func (b *Bucket) put(ctx context.Context, f *attachment.Folder, sha256 string) error {
	r, err := f.Open(sha256)
	if err != nil {
		return err
	}
	defer r.Close()
	size, err := r.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = r.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = b.client.PutObject(ctx, b.name, place(sha256), r, size, minio.PutObjectOptions{ContentType: "application/octet-stream"})
	}
	return failed("keep attachment", err)
}

func place(sha256 string) string { return sha256[:2] + "/" + sha256 }

// openTime is as long as a request for a file may take.
const openTime = 20 * time.Second

// Open is of submission.Attachments. ErrNotFound if there are no such bytes.
func (b *Bucket) Open(sha256 string) (io.ReadSeekCloser, error) {
	if !attachment.IsHash(sha256) {
		return nil, fmt.Errorf("open attachment: %w", submission.ErrNotFound)
	}
	ctx, cancel := context.WithCancel(context.Background())
	late := time.AfterFunc(b.patience, cancel)
	object, err := b.client.GetObject(ctx, b.name, place(sha256), minio.GetObjectOptions{})
	if err != nil {
		return nil, failed("open attachment", err)
	}
	if _, err = object.Stat(); err == nil && !late.Stop() {
		err = ctx.Err()
	}
	if err != nil {
		object.Close() // nothing was read
		return nil, failed("open attachment", err)
	}
	return object, nil
}

// Sweep takes out the files that nobody holds and that are older than an
// instant, which must lie further back than any upload takes.
func (b *Bucket) Sweep(ctx context.Context, before time.Time, held attachment.Held) (int, error) {
	taken := 0
	for object := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Recursive: true}) {
		if object.Err != nil {
			return taken, failed("sweep attachments", object.Err)
		}
		hash := path.Base(object.Key)
		if !attachment.IsHash(hash) || object.Key != place(hash) || !object.LastModified.Before(before) {
			continue
		}
		gone, err := b.sweep(ctx, hash, before, held)
		if err != nil {
			return taken, failed("sweep attachments", err)
		}
		if gone {
			taken++
		}
	}
	return taken, nil
}

// sweep takes out one file that was old when it was listed. Its age is asked
// again: since then another node may have kept the same bytes once more.
func (b *Bucket) sweep(ctx context.Context, hash string, before time.Time, held attachment.Held) (gone bool, err error) {
	if keep, err := held(ctx, hash); keep || err != nil {
		return false, err
	}
	now, err := b.client.StatObject(ctx, b.name, place(hash), minio.StatObjectOptions{})
	if errors.Is(failed("sweep", err), submission.ErrNotFound) {
		return false, nil // another node has swept it
	}
	if err != nil || !now.LastModified.Before(before) {
		return false, err
	}
	return true, b.client.RemoveObject(ctx, b.name, place(hash), minio.RemoveObjectOptions{})
}

// failed says what failed, and of which kind it is. A storage that cannot be
// reached, or cannot do it now, may do it later.
func failed(step string, err error) error {
	if err == nil {
		return nil
	}
	answer := minio.ToErrorResponse(err)
	switch {
	case answer.StatusCode == http.StatusNotFound, answer.Code == minio.NoSuchKey:
		return fmt.Errorf("%s: %w: %s", step, submission.ErrNotFound, answer.Code)
	case answer.StatusCode >= 500, answer.StatusCode == http.StatusTooManyRequests, answer.StatusCode == 0:
		return fmt.Errorf("%s: %w: %w", step, submission.ErrUnavailable, err)
	}
	return fmt.Errorf("%s: %w", step, err)
}

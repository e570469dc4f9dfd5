package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sportello/server/attachment"
	"sportello/server/attachment/bucket"
	"sportello/server/backup"
	"sportello/server/store/postgres"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
)

// Place is where an installation keeps what citizens send.
type Place struct {
	Data   string `default:"data" placeholder:"DIR" help:"The folder of the database and the files (data)."`
	Store  string `env:"SPORTELLO_STORE" placeholder:"ADDRESS" help:"A PostgreSQL database, as postgres://user@host:5432/sportello, instead of SQLite in the folder of the data. SPORTELLO_STORE in the environment says the same, and keeps a password out of the list of processes."`
	Bucket string `env:"SPORTELLO_BUCKET" placeholder:"ADDRESS" help:"A bucket of an S3-compatible storage, as https://storage.example/bucket, instead of attachments in the folder of the data. Its keys stand in SPORTELLO_BUCKET_KEY and SPORTELLO_BUCKET_SECRET."`
}

// shelf is where files are: a folder or a bucket.
type shelf interface {
	backup.Shelf
	Sweep(ctx context.Context, before time.Time, held attachment.Held) (int, error)
	io.Closer
}

// attachmentsFolder is where files are, in the folder of the data.
const attachmentsFolder = "attachments"

// open opens the database, made if need be.
func (p Place) open(ctx context.Context) (*sqlstore.Store, error) {
	switch {
	case p.Store == "":
		return sqlite.Open(ctx, p.Data)
	case strings.HasPrefix(p.Store, "postgres://"), strings.HasPrefix(p.Store, "postgresql://"):
		return postgres.Open(ctx, p.Store)
	}
	return nil, fmt.Errorf("--store must be the address of a PostgreSQL database, as postgres://user@host:5432/sportello")
}

// openFiles opens where files are.
func (p Place) openFiles(ctx context.Context) (shelf, error) {
	if p.Bucket == "" {
		return attachment.Open(filepath.Join(p.Data, attachmentsFolder), maxFile)
	}
	return bucket.Open(ctx, p.Bucket, os.Getenv("SPORTELLO_BUCKET_KEY"), os.Getenv("SPORTELLO_BUCKET_SECRET"), maxFile)
}

// with opens the store and the files, and closes them afterwards.
func (p Place) with(ctx context.Context, open func(context.Context) (*sqlstore.Store, error), do func(*sqlstore.Store, shelf) error) error {
	store, err := open(ctx)
	if err != nil {
		return err
	}
	files, err := p.openFiles(ctx)
	if err != nil {
		return errors.Join(err, store.Close())
	}
	return errors.Join(do(store, files), files.Close(), store.Close())
}

// openThere opens a database that must be there.
func (p Place) openThere(ctx context.Context) (*sqlstore.Store, error) {
	if p.Store == "" {
		if _, err := os.Stat(filepath.Join(p.Data, sqlite.FileName)); err != nil {
			return nil, fmt.Errorf("there is no database in %s", p.Data)
		}
	}
	return p.open(ctx)
}

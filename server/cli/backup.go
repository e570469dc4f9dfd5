package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"sportello/server/backup"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
)

// Backup copies an installation away while it serves.
type Backup struct {
	Place
	To string `required:"" placeholder:"DIR" help:"The folder of the backup, which must not exist yet."`
}

// Run makes the backup and says what is in it.
func (c *Backup) Run(s Streams) error {
	ctx := context.Background()
	return c.with(ctx, c.openThere, func(store *sqlstore.Store, files shelf) error {
		m, err := backup.Make(ctx, store, files, c.To, time.Now(), told(s))
		if err != nil {
			return err
		}
		fmt.Fprintf(s.Out, "%d submissions, %d drafts, %d files are in %s\nseal %s\n",
			m.Tables["submissions"].Rows, m.Tables["drafts"].Rows, m.Files, c.To, m.Seal)
		return nil
	})
}

// Restore puts a backup back.
type Restore struct {
	Place
	From string `required:"" placeholder:"DIR" help:"The folder of the backup."`
}

// Run restores into an empty installation and says what is there.
func (c *Restore) Run(s Streams) error {
	ctx := context.Background()
	return c.with(ctx, c.open, func(store *sqlstore.Store, files shelf) error {
		m, err := backup.Restore(ctx, c.From, store, files, told(s))
		if errors.Is(err, sqlstore.ErrNotEmpty) {
			return fmt.Errorf("%w: a backup is restored into a new installation only", err)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(s.Out, "%d submissions, %d drafts, %d files of %s are back\nseal %s\n",
			m.Tables["submissions"].Rows, m.Tables["drafts"].Rows, m.Files, m.At.Format(time.RFC3339), m.Seal)
		return nil
	})
}

// MigrateStore moves an installation from SQLite to PostgreSQL.
type MigrateStore struct {
	Data string `default:"data" placeholder:"DIR" help:"The folder of the SQLite database (data)."`
	To   string `required:"" env:"SPORTELLO_STORE" placeholder:"ADDRESS" help:"The PostgreSQL database, as postgres://user@host:5432/sportello. It must be empty."`
}

// Run copies everything but the files, which stay in their folder, and compares.
func (c *MigrateStore) Run(s Streams) error {
	ctx := context.Background()
	from, err := Place{Data: c.Data}.openThere(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := Place{Data: c.Data, Store: c.To}.open(ctx)
	if err != nil {
		return err
	}
	defer to.Close()
	snapshot, err := from.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	copied, err := backup.Copy(ctx, snapshot, to, told(s))
	if errors.Is(err, sqlstore.ErrNotEmpty) {
		return fmt.Errorf("%w: an installation is moved to a new database only", err)
	}
	if err != nil {
		return err
	}
	for _, table := range sqlstore.Tables() {
		fmt.Fprintf(s.Out, "%-12s %8d rows, the same in both\n", table, copied[table].Rows)
	}
	fmt.Fprintf(s.Out, "serve with --store from now on; %s is not used any more, but for %s\n",
		filepath.Join(c.Data, sqlite.FileName), filepath.Join(c.Data, attachmentsFolder))
	return nil
}

// told prints how far a copy is.
func told(s Streams) backup.Progress {
	return func(what string, done int64) { fmt.Fprintf(s.Err, "%s: %d\n", what, done) }
}

package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sportello/server/store/postgres"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
)

// Place is where an installation keeps what citizens send.
type Place struct {
	Data  string `default:"data" placeholder:"DIR" help:"The folder of the database and the files (data)."`
	Store string `env:"SPORTELLO_STORE" placeholder:"ADDRESS" help:"A PostgreSQL database, as postgres://user@host:5432/sportello, instead of SQLite in the folder of the data. SPORTELLO_STORE in the environment says the same, and keeps a password out of the list of processes."`
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

// openThere opens a database that must be there.
func (p Place) openThere(ctx context.Context) (*sqlstore.Store, error) {
	if p.Store == "" {
		if _, err := os.Stat(filepath.Join(p.Data, sqlite.FileName)); err != nil {
			return nil, fmt.Errorf("there is no database in %s", p.Data)
		}
	}
	return p.open(ctx)
}

// Package postgres keeps everything in one PostgreSQL database, which any
// number of nodes may share.
//
// Nothing is kept in a node: a citizen may meet another at every click. What
// was committed survives a crash of the server as far as it is set up to
// (fsync is its administrator's), but never because a client asked for less:
// every connection asks for synchronous_commit.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

// connections is how many a node opens at most. PostgreSQL takes 100 unless
// told otherwise: enough for four nodes and who looks after it.
const connections = 20

// oldest is the first version that is known to do (server_version_num).
const oldest = 150000

// settings are those of a connection, unless the address names others. A batch of
// another node is waited for nearly as long as a citizen waits; a node that
// freezes in the middle of one holds the others up no longer than that.
var settings = map[string]string{
	"application_name":                    "sportello",
	"lock_timeout":                        "15s",
	"idle_in_transaction_session_timeout": "10s",
	"statement_timeout":                   "20s",
}

// Open opens the database of an address (postgres://user@host/name), and
// brings its tables up to date. Of several nodes that start at once one does
// that, and the others wait. No error names what the address holds.
func Open(ctx context.Context, address string) (*sqlstore.Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, errors.New("the address of the database cannot be read: it must be like postgres://user@host:5432/sportello")
	}
	for name, setting := range settings {
		if _, given := config.RuntimeParams[name]; !given {
			config.RuntimeParams[name] = setting
		}
	}
	config.RuntimeParams["synchronous_commit"] = "on" // whatever the address says
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	store, err := open(ctx, db)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("database %s on %s: %w", config.Database, config.Host, err), db.Close())
	}
	return store, nil
}

func open(ctx context.Context, db *sql.DB) (*sqlstore.Store, error) {
	var version int
	if err := db.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::integer`).Scan(&version); err != nil {
		return nil, err
	}
	if version < oldest {
		return nil, fmt.Errorf("PostgreSQL is version %d, and %d or later is needed", version/10000, oldest/10000)
	}
	return sqlstore.New(ctx, db, db, dialect)
}

var dialect = sqlstore.Dialect{
	Migrations: "postgres", Many: true,
	Share: " FOR SHARE", Hold: " FOR UPDATE", Skip: " FOR UPDATE OF d SKIP LOCKED",
	Kind: kind,
}

// kind sorts the driver's errors, by the class of their SQLSTATE
// (PostgreSQL documentation, appendix A).
func kind(err error) error {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return kindOf(refused.Code)
	}
	var connect *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) {
		return submission.ErrUnavailable
	}
	return nil
}

func kindOf(code string) error {
	if len(code) < 2 {
		return nil
	}
	switch code[:2] {
	case "08", "40", "53", "55", "57", "58":
		// connection, rolled back, no resources, not in the state, operator, system
		return submission.ErrUnavailable
	case "23": // a constraint
		return submission.ErrConflict
	}
	return nil
}

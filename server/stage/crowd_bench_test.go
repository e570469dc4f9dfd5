package stage_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/stage"
	"sportello/server/store/postgres"
	"sportello/server/store/postgres/postgrestest"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
)

// crowd is many citizens at once, each with a window of their own.
type crowd []*browser

func newCrowd(n int, signIn func() *browser) crowd {
	var c crowd
	for range n {
		c = append(c, signIn())
	}
	return c
}

// each lets all citizens do something at once, and tells how long it took.
func (c crowd) each(do func(citizen int)) time.Duration {
	return took(func() {
		var all sync.WaitGroup
		for i := range c {
			all.Go(func() { do(i) })
		}
		all.Wait()
	})
}

// sending gives how many applications a second are sent, if each citizen has so
// many. They were filled in before.
func (c crowd) sending(applications int) float64 {
	ready := make([][]*application, len(c))
	c.each(func(i int) {
		for range applications {
			ready[i] = append(ready[i], begin(c[i]).fill(1))
		}
	})
	spent := c.each(func(i int) {
		for _, a := range ready[i] {
			a.send()
		}
	})
	return float64(applications*len(c)) / spent.Seconds()
}

// BenchmarkSending is 32 citizens who send at once. What it is held to is the
// database: how many single rows SQLite commits in a second, one after the
// other, each on the disk; and how many rows pgbench inserts with 32 clients.
func BenchmarkSending(b *testing.B) {
	program := compile(b, longService(1))
	b.Run("sqlite", func(b *testing.B) {
		plain := newBare(b, nil)
		sendingBeside(b, "T5-x", onSQLite(b), program, func() float64 { return plain.commitsPerSecond(500) })
	})
	b.Run("postgres", func(b *testing.B) {
		server, address := newPostgres(b)
		store, err := postgres.Open(context.Background(), address)
		must(b, err)
		sendingBeside(b, "T8-x", store, program, func() float64 { return pgbench(b, server, address) })
	})
}

// sendingBeside compares what citizens send with what a database does, in turns.
func sendingBeside(b *testing.B, unit string, store *sqlstore.Store, program *engine.Program, database func() float64) {
	s, err := stage.On(store, b.TempDir(), program)
	must(b, err)
	crowd := newCrowd(32, onStage(b, s))
	var ours, theirs []float64
	for b.Loop() {
		ours, theirs = append(ours, crowd.sending(40)), append(theirs, database())
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(ours), "sent/s")
	b.ReportMetric(middle(theirs), "database/s")
	b.ReportMetric(middle(ours)/middle(theirs), unit)
}

func (s *bare) commitsPerSecond(n int) float64 {
	spent := took(func() {
		for range n {
			must(s.tb, s.commit())
		}
	})
	return float64(n) / spent.Seconds()
}

func onSQLite(b *testing.B) *sqlstore.Store {
	store, err := sqlite.Open(context.Background(), b.TempDir())
	must(b, err)
	return store
}

func onPostgres(b *testing.B) *sqlstore.Store {
	_, address := newPostgres(b)
	store, err := postgres.Open(context.Background(), address)
	must(b, err)
	return store
}

// newPostgres is a PostgreSQL that waits for the disk, and a database in it.
func newPostgres(b *testing.B) (*postgrestest.Server, string) {
	server, err := postgrestest.Start("fsync=on", "full_page_writes=on")
	must(b, err)
	b.Cleanup(func() { must(b, server.Close()) })
	address, err := server.Database(context.Background())
	must(b, err)
	return server, address
}

var transactions = regexp.MustCompile(`tps = ([\d.]+)`)

// pgbench gives how many rows of a kilobyte are inserted in a second, each in a
// transaction of its own.
func pgbench(b *testing.B, server *postgrestest.Server, address string) float64 {
	script := filepath.Join(b.TempDir(), "insert.sql")
	write(b, script, `INSERT INTO bench_rows (content) VALUES (jsonb_build_object('answers', repeat('x', 1000)));`)
	table := filepath.Join(b.TempDir(), "table.sql")
	write(b, table, `CREATE TABLE IF NOT EXISTS bench_rows (id bigserial PRIMARY KEY, content jsonb);`)
	run(b, server.Program("pgbench"), "-n", "-t", "1", "-f", table, address)
	said := run(b, server.Program("pgbench"), "-n", "-M", "prepared", "-c", "32", "-j", "1", "-T", "2", "-f", script, address)
	rate, err := strconv.ParseFloat(transactions.FindStringSubmatch(said)[1], 64)
	must(b, err)
	return rate
}

func run(b *testing.B, name string, args ...string) string {
	b.Helper()
	said, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		b.Fatalf("%s: %v\n%s", name, err, said)
	}
	return string(said)
}

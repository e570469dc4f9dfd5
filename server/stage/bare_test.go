package stage_test

import (
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"
)

// bare is the least that a server can do: it knows its answers beforehand, as
// bytes. Before it answers a post it commits one row to a database of its own,
// as durably as ours does.
type bare struct {
	*httptest.Server
	tb      testing.TB
	answers []answer
	db      *sql.DB
	row     []byte
	commits int
}

// rowSize is about what a draft takes.
const rowSize = 1024

func newBare(tb testing.TB, answers []answer) *bare {
	s := &bare{tb: tb, answers: answers, row: make([]byte, rowSize)}
	var err error
	// The driver comes with the store.
	s.db, err = sql.Open("sqlite3", "file:"+filepath.Join(tb.TempDir(), "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_stmt_cache_size=10")
	must(tb, err)
	s.db.SetMaxOpenConns(1)
	_, err = s.db.Exec(`CREATE TABLE rows (id integer PRIMARY KEY, content blob)`)
	must(tb, err)
	_, err = s.db.Exec(`INSERT INTO rows (id, content) VALUES (1, $1)`, s.row)
	must(tb, err)
	s.Server = httptest.NewServer(s)
	tb.Cleanup(func() {
		s.Server.Close()
		s.db.Close()
	})
	return s
}

// ServeHTTP gives the answer whose number is asked for.
func (s *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Path[1:])
	if err == nil && r.Method == http.MethodPost {
		_, err = io.Copy(io.Discard, r.Body)
		if err == nil {
			err = s.commit()
		}
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	a := s.answers[n]
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	w.Write(a.body)
}

// commit writes the row: other bytes each time, since SQLite does not write
// what is there already.
func (s *bare) commit() error {
	s.commits++
	copy(s.row, fmt.Sprintf("%020d", s.commits))
	_, err := s.db.Exec(`UPDATE rows SET content = $1 WHERE id = 1`, s.row)
	return err
}

// same is a request for answer n that is as large as another.
func same(n int, r request) request {
	r.path = "/" + strconv.Itoa(n)
	return r
}

package durability_test

import (
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"sportello/server/store/postgres/postgrestest"
)

// nodes is how many stand behind the balancer in a storm.
const nodes = 4

// hall is nodes behind a balancer, on one PostgreSQL.
type hall struct {
	t        *testing.T
	database *postgrestest.Server
	address  string // of its database
	nodes    []*program
	balancer *httptest.Server
	told     []string // what receipts said, in their order
	next     atomic.Int64
	only     atomic.Pointer[program]                    // the one node that requests are sent to; nil for each in turn
	answered atomic.Pointer[func(*http.Response) error] // looks at each answer before it goes on to the citizen
}

// newHall starts nodes; settings are those of their connections.
func newHall(t *testing.T, nodes int, settings ...string) *hall {
	t.Helper()
	h := &hall{t: t}
	var err error
	h.database, err = postgrestest.Start("fsync=on", "full_page_writes=on")
	must(t, err)
	t.Cleanup(func() { h.database.Close() })
	h.address, err = h.database.Database(t.Context())
	must(t, err)
	for _, setting := range settings {
		h.address += "&" + setting
	}
	files := t.TempDir()
	for range nodes {
		p := newProgram(t, files)
		p.store = h.address
		p.start()
		h.nodes = append(h.nodes, p)
	}
	quiet := log.New(io.Discard, "", 0) // nodes that do not answer are no news
	h.balancer = httptest.NewServer(&httputil.ReverseProxy{Rewrite: h.choose, ModifyResponse: h.look, ErrorLog: quiet})
	t.Cleanup(h.balancer.Close)
	return h
}

func (h *hall) look(r *http.Response) error {
	if look := h.answered.Load(); look != nil {
		return (*look)(r)
	}
	return nil
}

// choose sends each request to the next node, whether it lives or not: a
// balancer learns of a death too late.
func (h *hall) choose(r *httputil.ProxyRequest) {
	node := h.nodes[h.next.Add(1)%int64(len(h.nodes))]
	if only := h.only.Load(); only != nil {
		node = only
	}
	r.SetURL(&url.URL{Scheme: "http", Host: node.address})
	r.Out.Host = r.In.Host
}

// TestNodesKilled kills one of four nodes time and again: whoever was at it goes
// on at another, and nothing is lost, doubled or out of order.
func TestNodesKilled(t *testing.T) {
	h := newHall(t, nodes)
	random := rand.New(rand.NewPCG(2026, 12))
	crowd := applying(t, h.balancer.URL, kills, func() {
		time.Sleep(time.Duration(random.IntN(100_000)) * time.Microsecond)
		node := h.nodes[random.IntN(nodes)]
		node.kill()
		node.start()
	})
	compare(t, crowd, h.nodes[0].stored())
}

// TestDatabaseKilled kills PostgreSQL, without warning, under four nodes.
func TestDatabaseKilled(t *testing.T) {
	h := newHall(t, nodes)
	crowd := applying(t, h.balancer.URL, 3, func() {
		must(t, h.database.Kill())
		must(t, h.database.Run())
	})
	compare(t, crowd, h.nodes[0].stored())
}

// TestRollingRestart asks one node after the other to stop, which says so where
// a balancer looks before it ends.
func TestRollingRestart(t *testing.T) {
	h := newHall(t, nodes)
	for _, node := range h.nodes {
		answer, err := http.Get(node.site() + "/readyz")
		must(t, err)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("a node is not ready: %d", answer.StatusCode)
		}
	}
	n := 0
	crowd := applying(t, h.balancer.URL, nodes, func() {
		h.nodes[n].stop()
		h.nodes[n].start()
		n++
	})
	compare(t, crowd, h.nodes[0].stored())
}

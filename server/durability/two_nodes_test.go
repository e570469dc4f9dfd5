package durability_test

import (
	"database/sql"
	"errors"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sportello/server/visitor"
)

// TestAtTwoNodes does to one citizen what happens while they fill in, with two
// nodes on one database. At the end every application that they were told of is
// stored once, in the order of their receipts.
func TestAtTwoNodes(t *testing.T) {
	h := newHall(t, 2)
	for _, c := range []struct {
		name string
		test func(t *testing.T, h *hall) (reference string)
	}{
		{"a draft is resumed at another node alone", resumedElsewhere},
		{"the node is killed while it sends", killedInTheMiddle},
		{"the node is killed when it has sent, before it can say so", killedBeforeItSaysSo},
		{"the button is pressed twice at once", pressedTwice},
		{"two tabs send two versions", twoTabs},
		{"back after sending", backAfterSending},
		{"the database is restarted while they fill in", databaseRestarted},
	} {
		var reference string
		if !t.Run(c.name, func(t *testing.T) { reference = c.test(t, h) }) {
			return
		}
		h.only.Store(nil)
		h.answered.Store(nil)
		h.told = append(h.told, reference)
	}
	all := h.nodes[0].stored()
	if len(all) != len(h.told) {
		t.Fatalf("%d receipts were read, %d applications are stored", len(h.told), len(all))
	}
	for i, one := range all {
		if one.Reference != h.told[i] {
			t.Errorf("receipt %d said %s, stored there is %s", i+1, h.told[i], one.Reference)
		}
	}
	h.nodes[0].does("verify")
}

// ready is a citizen with an application that can be sent.
func (h *hall) ready(t *testing.T, where, photo string) *citizen {
	t.Helper()
	c := newCitizen(t, h.balancer.URL)
	must(t, c.begin())
	must(t, c.name("Ada"))
	must(t, c.where(where, photo))
	must(t, c.at("riepilogo"))
	return c
}

// tells is what the receipt in the window says.
func (c *citizen) tells(t *testing.T) string {
	t.Helper()
	reference, err := c.reference()
	must(t, err)
	return reference
}

// tab is a second tab of the same browser, which shows what the first does.
func (c *citizen) tab() *citizen {
	window := *c.driver.Visitor
	return &citizen{driver: &visitor.Driver{Visitor: &window, Service: c.driver.Service}, draft: c.draft}
}

func resumedElsewhere(t *testing.T, h *hall) string {
	h.only.Store(h.nodes[0])
	c := newCitizen(t, h.balancer.URL)
	must(t, c.begin())
	must(t, c.name("Ada"))
	h.nodes[0].kill()
	h.only.Store(h.nodes[1])
	must(t, c.resume())
	must(t, c.at("luogo"))
	must(t, c.where("altrove", "foto.png"))
	must(t, c.driver.Submit())
	h.nodes[0].start()
	return c.tells(t)
}

// killedInTheMiddle holds the ledger, so that the node is in the middle of its
// transaction when it dies.
func killedInTheMiddle(t *testing.T, h *hall) string {
	c := h.ready(t, "a metà", "foto.png")
	again := c.back()
	answered, release := h.holdWhileSending(t, c)
	h.nodes[0].kill()
	must(t, <-answered) // the balancer said that nobody answers
	if err := c.at("riepilogo"); err == nil {
		t.Fatal("it was not cut off")
	}
	release()
	again()
	h.only.Store(h.nodes[1])
	must(t, c.driver.Submit())
	h.nodes[0].start()
	return c.tells(t)
}

// holdWhileSending has a citizen send at the first node, which is in the middle
// of its transaction then, and waits for the ledger until it is released.
func (h *hall) holdWhileSending(t *testing.T, c *citizen) (answered chan error, release func()) {
	t.Helper()
	db, err := sql.Open("pgx", h.address)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	held, err := db.BeginTx(t.Context(), nil)
	must(t, err)
	_, err = held.Exec(`SELECT one FROM ledger FOR UPDATE`)
	must(t, err)
	h.only.Store(h.nodes[0])
	answered = make(chan error, 1)
	go func() { answered <- c.driver.Submit() }()
	waitFor(t, "somebody waits for the ledger", func() bool { return waiting(t, db) > 0 })
	return answered, func() {
		must(t, held.Rollback())
		waitFor(t, "who waited has the ledger", func() bool { return waiting(t, db) == 0 })
	}
}

// TestNodeFreezes stops a node in the middle of sending, as a machine does that
// is moved or has no memory left: another node goes on when the database has had
// enough of it, and the citizen sends again once it is back.
func TestNodeFreezes(t *testing.T) {
	h := newHall(t, 2, "idle_in_transaction_session_timeout=2s")
	frozen, other := h.ready(t, "fermo", "foto.png"), h.ready(t, "altrove", "foto.png")
	again := frozen.back()
	answered, release := h.holdWhileSending(t, frozen)
	h.nodes[0].freeze()
	release() // the frozen node has the ledger now

	h.only.Store(h.nodes[1])
	must(t, other.driver.Submit())
	told := []string{other.tells(t)}
	must(t, h.nodes[0].process.Process.Signal(syscall.SIGCONT))
	must(t, <-answered) // whatever it said
	again()
	must(t, frozen.driver.Submit())
	told = append(told, frozen.tells(t))
	all := h.nodes[1].stored()
	if len(all) != 2 || all[0].Reference != told[0] || all[1].Reference != told[1] {
		t.Errorf("receipts said %v, stored %+v", told, all)
	}
	h.nodes[1].does("verify")
}

// waiting is how many wait for the ledger.
func waiting(t *testing.T, db *sql.DB) (n int) {
	t.Helper()
	must(t, db.QueryRow(`SELECT count(*) FROM pg_stat_activity
		WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%FROM ledger%'`).Scan(&n))
	return n
}

// waitFor waits until a thing is so.
func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for until := time.Now().Add(15 * time.Second); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("not so after 15 s: %s", what)
}

func killedBeforeItSaysSo(t *testing.T, h *hall) string {
	c := h.ready(t, "zitto", "")
	h.only.Store(h.nodes[0])
	var once sync.Once
	cut := func(answer *http.Response) (err error) {
		if answer.Request.Method == http.MethodPost && strings.HasSuffix(answer.Request.URL.Path, "/riepilogo") {
			once.Do(func() {
				h.nodes[0].kill()
				err = errors.New("cut off")
			})
		}
		return err
	}
	h.answered.Store(&cut)
	again := c.back()
	must(t, c.driver.Submit())
	if err := c.at("riepilogo"); err == nil {
		t.Fatal("it was not cut off")
	}
	again()
	h.only.Store(h.nodes[1])
	must(t, c.driver.Submit())
	h.nodes[0].start()
	return c.tells(t)
}

func pressedTwice(t *testing.T, h *hall) string {
	c := h.ready(t, "due volte", "foto.png")
	var all sync.WaitGroup
	windows := make([]*citizen, 6)
	for i := range windows {
		windows[i] = c.tab()
		all.Go(func() {
			if err := windows[i].driver.Submit(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	reference := windows[0].tells(t)
	for _, w := range windows[1:] {
		if other := w.tells(t); other != reference {
			t.Errorf("one receipt says %s, another %s", reference, other)
		}
	}
	return reference
}

// twoTabs: what one tab changed is neither written over nor sent by another that
// showed something else, and what was typed there is not lost.
func twoTabs(t *testing.T, h *hall) string {
	c := h.ready(t, "prima versione", "")
	other := c.tab()
	must(t, other.driver.Visitor.Open(c.draft+"/pagine/luogo"))
	page := other.tab()
	must(t, other.where("seconda versione", ""))
	must(t, page.where("terza versione", "")) // as the page was before
	shows(t, page, http.StatusConflict, "terza versione")

	must(t, c.driver.Submit())
	shows(t, c, http.StatusConflict, "seconda versione")
	must(t, c.driver.Submit())
	return c.tells(t)
}

// shows checks what is in a window.
func shows(t *testing.T, c *citizen, status int, words ...string) {
	t.Helper()
	page := c.driver.Visitor.Page()
	if page.Status != status {
		t.Errorf("status %d, want %d", page.Status, status)
	}
	for _, w := range words {
		typed := func(e visitor.Element) bool { return strings.Contains(e.Attr("value"), w) }
		if !strings.Contains(page.Words(), w) && len(page.Elements(typed)) == 0 {
			t.Errorf("%s does not show %q", page.URL.Path, w)
		}
	}
}

func backAfterSending(t *testing.T, h *hall) string {
	c := h.ready(t, "indietro", "foto.png")
	back := c.back()
	must(t, c.driver.Submit())
	reference := c.tells(t)
	back()
	must(t, c.driver.Submit())
	if again := c.tells(t); again != reference {
		t.Errorf("sent again: %s, first %s", again, reference)
	}
	must(t, c.driver.Visitor.Open(c.draft+"/pagine/luogo"))
	if again := c.tells(t); again != reference {
		t.Errorf("back to a page: %s, first %s", again, reference)
	}
	return reference
}

// databaseRestarted stops the database in the usual way: what was answered is
// there, and nodes go on by themselves once it is back.
func databaseRestarted(t *testing.T, h *hall) string {
	c := h.ready(t, "riavvio", "foto.png")
	again := c.back()
	must(t, h.database.Stop()) // at once, but in order
	must(t, c.driver.Submit())
	if status := c.driver.Visitor.Page().Status; status != http.StatusServiceUnavailable {
		t.Errorf("without a database: status %d", status)
	}
	must(t, h.database.Run())
	for until := time.Now().Add(15 * time.Second); time.Now().Before(until) && c.at("inviata") != nil; {
		again() // nodes find out one by one that their connections are gone
		must(t, c.driver.Submit())
	}
	return c.tells(t)
}

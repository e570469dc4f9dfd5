package outbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/integration/delivery/file"
	"sportello/server/integration/delivery/webhook"
	"sportello/server/outbox"
	"sportello/server/store/sqlite"
	"sportello/server/store/sqlstore"
	"sportello/server/submission"
)

const secret = "a secret of some length"

// office is a store, with a clock that can be put forward.
type office struct {
	*sqlstore.Store
	t     *testing.T
	mutex sync.Mutex
	ahead time.Duration
}

func newOffice(t *testing.T) *office {
	t.Helper()
	store, err := sqlite.Open(t.Context(), t.TempDir())
	must(t, err)
	t.Cleanup(func() { store.Close() })
	must(t, store.Publish(t.Context(), submission.Edition{Hash: "h", Service: "s", Label: "1", Created: time.Now()}))
	return &office{Store: store, t: t}
}

func (o *office) now() time.Time {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return time.Now().Add(o.ahead)
}

func (o *office) forward(d time.Duration) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.ahead += d
}

// send sends an application with events of these kinds.
func (o *office) send(draft string, to []string, kinds ...string) submission.Submission {
	o.t.Helper()
	at := o.now()
	d := submission.Draft{ID: draft, Service: "s", Edition: "h", Owner: "ada", Revision: 1, State: submission.Filling, Content: []byte("{}"), Created: at, Updated: at}
	must(o.t, o.CreateDraft(o.t.Context(), d))
	var events []submission.Event
	for _, kind := range kinds {
		events = append(events, submission.Event{Kind: kind, Payload: json.RawMessage(`{}`), Created: at, To: to})
	}
	s, err := o.Submit(o.t.Context(), submission.Submission{
		Year: 2026, Draft: draft, Service: "s", Edition: "h", Label: "1", Owner: "ada",
		Record: engine.Record{Answers: json.RawMessage(`{"nome":"Ada"}`)}, Received: at, Submitted: at,
	}, 1, events...)
	must(o.t, err)
	return s
}

// deliver runs an outbox until the test ends, and gives what it logs.
func (o *office) deliver(receivers ...outbox.Receiver) *lines {
	ctx, end := context.WithCancel(context.Background())
	log := &lines{}
	var running sync.WaitGroup
	running.Go(func() {
		outbox.Run(ctx, outbox.Parts{
			Outbox: o, Submissions: o, Receivers: receivers, Clock: o.now, Log: slog.New(slog.NewTextHandler(log, nil)),
		})
	})
	o.t.Cleanup(func() { end(); running.Wait() })
	return log
}

// lines keeps what is logged.
type lines struct {
	mutex sync.Mutex
	text  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}

func (o *office) in(state submission.DeliveryState) []int64 {
	o.t.Helper()
	found, err := o.Deliveries(o.t.Context(), state, 0, 1000)
	must(o.t, err)
	var ids []int64
	for _, d := range found {
		ids = append(ids, d.Event.ID)
	}
	return ids
}

// eventually waits until a thing is so.
func (o *office) eventually(what string, is func() bool) {
	o.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if is() {
			return
		}
	}
	o.t.Fatalf("not so after 20 s: %s", what)
}

// registry is a receiver over HTTP that answers as it is told, and keeps what
// it took.
type registry struct {
	*httptest.Server
	mutex  sync.Mutex
	answer func(call int) int // status
	calls  int
	news   []submission.News
	bad    []string // requests that are not as promised
}

func newRegistry(t *testing.T, answer func(call int) int) *registry {
	r := &registry{answer: answer}
	r.Server = httptest.NewServer(http.HandlerFunc(r.take))
	t.Cleanup(r.Close)
	return r
}

func (r *registry) take(w http.ResponseWriter, q *http.Request) {
	body, _ := io.ReadAll(q.Body)
	var n submission.News
	err := json.Unmarshal(body, &n)
	r.mutex.Lock()
	r.calls++
	call := r.calls
	var at int64
	fmt.Sscanf(q.Header.Get("Sportello-Signature"), "t=%d", &at)
	if want := webhook.Signature([]byte(secret), time.Unix(at, 0), body); err != nil || q.Header.Get("Sportello-Signature") != want ||
		q.Header.Get("Idempotency-Key") != fmt.Sprint(n.ID) {
		r.bad = append(r.bad, fmt.Sprint(q.Header, string(body), err))
	}
	r.mutex.Unlock()
	status := r.answer(call) // may hang
	r.mutex.Lock()
	if status == http.StatusOK {
		r.news = append(r.news, n)
	}
	r.mutex.Unlock()
	w.WriteHeader(status)
}

func (r *registry) took() []int64 {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var ids []int64
	for _, n := range r.news {
		ids = append(ids, n.ID)
	}
	return ids
}

func (o *office) hook(id string, r *registry, answers bool) outbox.Receiver {
	o.t.Helper()
	hook, err := webhook.New(id, r.URL+"/eventi", secret, answers, time.Now)
	must(o.t, err)
	return hook
}

func good(int) int { return http.StatusOK }

func TestTellsInOrder(t *testing.T) {
	o := newOffice(t)
	r := newRegistry(t, good)
	o.deliver(o.hook("registro", r, true))
	s := o.send("d1", []string{"registro"}, submission.Sent, "later", "last")
	o.eventually("all three are told", func() bool { return len(o.in(submission.DeliveryDone)) == 3 })
	if got := r.took(); !slices.Equal(got, []int64{1, 2, 3}) {
		t.Errorf("told %v", got)
	}
	first := r.news[0]
	if first.Reference != s.Reference || first.Kind != submission.Sent || first.Seal == "" || first.Digest == "" ||
		first.Application == nil || string(first.Application.Answers) != `{"nome":"Ada"}` {
		t.Errorf("told %+v", first)
	}
	if len(r.bad) > 0 {
		t.Errorf("not as promised: %v", r.bad)
	}
}

// TestFailsAndComesBack answers 500 at first: what waits stays in order, and all
// arrives.
func TestFailsAndComesBack(t *testing.T) {
	o := newOffice(t)
	r := newRegistry(t, func(call int) int {
		if call <= 7 {
			return http.StatusInternalServerError
		}
		return http.StatusOK
	})
	log := o.deliver(o.hook("registro", r, false))
	for i := range 3 {
		o.send(fmt.Sprint("d", i), []string{"registro"}, submission.Sent, "later")
	}
	o.eventually("all are told", func() bool {
		o.forward(30 * time.Second)
		return len(o.in(submission.DeliveryDone)) == 6
	})
	before := map[string]int64{}
	for _, n := range r.news {
		if n.ID < before[n.Reference] {
			t.Errorf("event %d of %s after %d", n.ID, n.Reference, before[n.Reference])
		}
		before[n.Reference] = n.ID
		if n.Application != nil {
			t.Error("told what the citizen wrote, to who asked not to be")
		}
	}
	if !strings.Contains(log.String(), "status 500") || strings.Contains(log.String(), "Ada") {
		t.Errorf("log:\n%s", log)
	}
}

// TestHangingReceiver slows nobody: the other receiver is told at once, and
// citizens send.
func TestHangingReceiver(t *testing.T) {
	o := newOffice(t)
	release := make(chan struct{})
	hanging := newRegistry(t, func(int) int { <-release; return http.StatusOK })
	fine := newRegistry(t, good)
	o.deliver(o.hook("muto", hanging, false), o.hook("registro", fine, false))
	t.Cleanup(func() { close(release) })
	for i := range 40 {
		o.send(fmt.Sprint("d", i), []string{"muto", "registro"}, submission.Sent)
	}
	o.eventually("the other is told all", func() bool { return len(fine.took()) == 40 })
	if got := hanging.took(); len(got) != 0 {
		t.Errorf("the hanging one took %v", got)
	}
}

// TestAnswersLate takes what it is told and answers when nobody listens any
// more: it is told again with the same number, so that it knows what it has, and
// whatever comes later keeps its place.
func TestAnswersLate(t *testing.T) {
	o := newOffice(t)
	given := make(chan struct{})
	r := newRegistry(t, func(call int) int {
		if call == 1 {
			<-given
		}
		return http.StatusOK
	})
	o.deliver(&impatient{o.hook("registro", r, false), given})
	o.send("d1", []string{"registro"}, submission.Sent, "later")
	o.send("d2", []string{"registro"}, submission.Sent)
	o.eventually("all are told", func() bool {
		o.forward(30 * time.Second)
		return len(o.in(submission.DeliveryDone)) == 3 && len(r.took()) == 4
	})
	if len(r.bad) > 0 {
		t.Errorf("not as promised: %v", r.bad)
	}
	known, first := map[int64]bool{}, []int64{}
	for _, id := range r.took() { // as a receiver does that looks at the number
		if !known[id] {
			known[id], first = true, append(first, id)
		}
	}
	slices.Sort(first)
	if !slices.Equal(first, []int64{1, 2, 3}) || slices.Index(r.took(), 1) > slices.Index(r.took(), 2) {
		t.Errorf("told %v", r.took())
	}
}

// impatient gives up the first time, before there is an answer, and then lets
// the answer come.
type impatient struct {
	outbox.Receiver
	given chan struct{}
}

func (i *impatient) Deliver(ctx context.Context, m outbox.Message) error {
	select {
	case <-i.given:
		return i.Receiver.Deliver(ctx, m)
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	err := i.Receiver.Deliver(ctx, m)
	close(i.given)
	return err
}

func TestRefusedIsParked(t *testing.T) {
	o := newOffice(t)
	r := newRegistry(t, func(call int) int {
		if call == 1 {
			return http.StatusUnprocessableEntity
		}
		return http.StatusOK
	})
	o.deliver(o.hook("registro", r, false))
	o.send("d1", []string{"registro"}, submission.Sent, "later")
	o.send("d2", []string{"registro"}, submission.Sent)
	o.eventually("one is parked, and another application goes on", func() bool {
		return slices.Equal(o.in(submission.DeliveryParked), []int64{1}) && slices.Equal(r.took(), []int64{3})
	})
	must(t, o.Retry(t.Context(), "registro", 1, o.now()))
	o.eventually("it is told again, and what waited behind it", func() bool { return slices.Equal(r.took(), []int64{3, 1, 2}) })
}

// broken is a receiver with a fault.
type broken struct{}

func (broken) ID() string { return "rotto" }

func (broken) Deliver(context.Context, outbox.Message) error { panic("Ada") }

// TestBrokenReceiver ends nothing but its own delivery, which waits to be tried
// again.
func TestBrokenReceiver(t *testing.T) {
	o := newOffice(t)
	r := newRegistry(t, good)
	log := o.deliver(broken{}, o.hook("registro", r, false))
	o.send("d1", []string{"rotto", "registro"}, submission.Sent)
	o.eventually("the other is told, and the fault is noted", func() bool {
		waiting, err := o.Deliveries(t.Context(), submission.DeliveryWaiting, 0, 10)
		must(t, err)
		return len(r.took()) == 1 && len(waiting) == 1 && waiting[0].Receiver == "rotto" && waiting[0].Tries > 0
	})
	if !strings.Contains(log.String(), "outbox_test.broken.Deliver") || strings.Contains(log.String(), "Ada") {
		t.Errorf("log:\n%s", log)
	}
}

// TestTwoNodes share the work: each event is told once while nobody dies.
func TestTwoNodes(t *testing.T) {
	o := newOffice(t)
	r := newRegistry(t, good)
	for i := range 30 {
		o.send(fmt.Sprint("d", i), []string{"registro"}, submission.Sent)
	}
	o.deliver(o.hook("registro", r, false))
	o.deliver(o.hook("registro", r, false))
	o.eventually("all are told", func() bool { return len(o.in(submission.DeliveryDone)) == 30 })
	got := r.took()
	slices.Sort(got)
	if len(slices.Compact(got)) != 30 || len(r.took()) != 30 {
		t.Errorf("told %v", r.took())
	}
}

func TestFile(t *testing.T) {
	o := newOffice(t)
	path := filepath.Join(t.TempDir(), "registro.jsonl")
	f, err := file.Open("registro", path, true)
	must(t, err)
	t.Cleanup(func() { f.Close() })
	o.deliver(f)
	o.send("d1", []string{"registro"}, submission.Sent, "later")
	o.eventually("both are written", func() bool { return len(o.in(submission.DeliveryDone)) == 2 })
	text, err := os.ReadFile(path)
	must(t, err)
	all := strings.Split(strings.TrimSpace(string(text)), "\n")
	var n submission.News
	if len(all) != 2 || json.Unmarshal([]byte(all[1]), &n) != nil || n.ID != 2 || n.Kind != "later" {
		t.Errorf("written:\n%s", text)
	}
}

func TestWebhookHasAnAddressAndASecret(t *testing.T) {
	for _, c := range []struct{ address, secret string }{
		{"registro", secret}, {"ftp://x.example/", secret}, {"https://x.example", "short"},
	} {
		if _, err := webhook.New("r", c.address, c.secret, false, time.Now); err == nil {
			t.Errorf("%v is taken", c)
		}
	}
}

func TestWebhookErrorsTellNoAddress(t *testing.T) {
	hook, err := webhook.New("r", "http://127.0.0.1:1/token-geheim", secret, false, time.Now)
	must(t, err)
	err = hook.Deliver(t.Context(), outbox.Message{})
	if err == nil || strings.Contains(err.Error(), "geheim") || errors.Is(err, outbox.ErrRefused) {
		t.Errorf("error is %v", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

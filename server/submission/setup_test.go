package submission_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/server/attachment"
	"sportello/server/store/sqlite"
	"sportello/server/submission"
)

var (
	ctx    = context.Background()
	rome   = mustZone("Europe/Rome")
	anna   = person("anna")
	bruno  = person("bruno")
	nobody = submission.Person{}
	first  = fake{"tessera", "1", "hash-1", 0}
	second = fake{"tessera", "2", "hash-2", 0}
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func person(subject string) submission.Person {
	return submission.Person{
		Subject: subject, Issuer: "https://idp.example", Level: "L2",
		SignedIn: time.Date(2026, 12, 31, 22, 0, 0, 0, time.UTC),
		Identity: value.Group{
			"nome": "Segreta", "data_nascita": value.Date{Year: 1983, Month: 7, Day: 4},
		},
	}
}

// world knows of each application which it is.
type world struct{}

func (world) Facts(_ context.Context, service, application string) (value.Group, error) {
	return value.Group{"chi": service + application}, nil
}
func (world) Live(context.Context, string) (value.Group, error) {
	return value.Group{"chiusura": value.Date{Year: 2027, Month: 1, Day: 31}, "posti": value.Int(3)}, nil
}

// counter is a desk over a real database and a real folder, with its clock at
// half past eleven in the evening of the last of December, in UTC.
type counter struct {
	*submission.Desk
	store submission.Store
	ports submission.Ports
}

func newCounter(t *testing.T) counter {
	t.Helper()
	store, err := sqlite.Open(ctx, t.TempDir())
	must(t, err)
	t.Cleanup(func() { store.Close() })
	files, err := attachment.Open(t.TempDir(), 1<<20)
	must(t, err)
	t.Cleanup(func() { files.Close() })
	now := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	for _, e := range []fake{first, second} {
		must(t, store.Publish(ctx, submission.Edition{Hash: e.edition, Service: e.service, Label: e.label, Created: now}))
	}
	ports := submission.Ports{
		Catalogue: submission.NewShelf([]submission.Program{first}),
		Drafts:    store, Submissions: store, Ratings: store, Files: store, Attachments: files,
		World: world{}, Clock: func() time.Time { return now }, Random: rand.Reader, Zone: rome,
	}
	return counter{submission.NewDesk(ports), store, ports}
}

// with is the same counter with other ports.
func (c counter) with(change func(*submission.Ports)) counter {
	change(&c.ports)
	c.Desk = submission.NewDesk(c.ports)
	return c
}

func form(field string, values ...string) engine.Form { return engine.Form{field: values} }

func (c counter) start(t *testing.T, who submission.Person) *submission.Turn {
	t.Helper()
	turn, err := c.Start(ctx, who, "tessera", "it")
	must(t, err)
	return turn
}

// answer posts a page that is accepted.
func (c counter) answer(t *testing.T, turn *submission.Turn, page string, f engine.Form) *submission.Turn {
	t.Helper()
	turn, err := c.Answer(ctx, anna, turn.Draft.ID, submission.Post{Page: page, Revision: turn.Draft.Revision, Form: f})
	must(t, err)
	if !turn.Accepted() {
		t.Fatalf("%s was not accepted", page)
	}
	return turn
}

// complete gives a draft of Anna's that can be sent.
func (c counter) complete(t *testing.T, modo string) *submission.Turn {
	t.Helper()
	turn := c.answer(t, c.start(t, anna), "nome", form("nome", "Anna"))
	return c.answer(t, turn, "modo", form("modo", modo))
}

func (c counter) exported(t *testing.T) []submission.Submission {
	t.Helper()
	var all []submission.Submission
	for s, err := range c.Export(ctx, "tessera", 0) {
		must(t, err)
		all = append(all, s)
	}
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustBe(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("error is %v, not of kind %q", err, kind)
	}
}

func same[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// failing is a source of randomness that has none.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

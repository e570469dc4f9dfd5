package stage_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/engine/scenario"
	"sportello/server/catalogue"
	"sportello/server/stage"
	"sportello/server/store/sqlstore"
	"sportello/server/visitor"
)

// journeys are services, each with the scenario that is played.
var journeys = []struct {
	name, service, story string
	store                func(*testing.B) *sqlstore.Store
}{
	{"tutorial", "../../examples/tutorial", "scenarios/ritiro-in-sede.yaml", onSQLite},
	{"tutorial-postgres", "../../examples/tutorial", "scenarios/ritiro-in-sede.yaml", onPostgres},
	{"accesso-atti", "accesso-atti", "scenarios/s6-1-edilizio-due-epoche.yaml", onSQLite},
}

// BenchmarkJourney is a whole application, from the first page to the receipt,
// as its scenario tells it: every page is asked for, posted and committed. It
// tells how many times as long it takes as the bare server takes for the same
// bytes; and so for getting a page, posting one, and sending.
func BenchmarkJourney(b *testing.B) {
	for _, j := range journeys {
		b.Run(j.name, func(b *testing.B) {
			told := record(b, open(b, j.service), j.story, j.store)
			browser := signedIn(b, told.stage)
			plain := newBrowser(b, newBare(b, told.play(browser, &timing{})).URL)
			ours, theirs := &timing{}, &timing{}
			beside(b, "bare-x",
				func() { told.play(browser, ours) },
				func() { told.playBare(plain, theirs) })
			ours.report(b, theirs)
		})
	}
}

// timing is how long each request took, by what it was.
type timing struct{ get, post, submit []time.Duration }

func (t *timing) of(r request) *[]time.Duration {
	switch {
	case r.method == http.MethodGet:
		return &t.get
	case strings.HasSuffix(r.path, "/riepilogo"):
		return &t.submit
	}
	return &t.post
}

func (t *timing) report(b *testing.B, bare *timing) {
	for _, kind := range []struct {
		name       string
		ours, bare []time.Duration
	}{{"get", t.get, bare.get}, {"post", t.post, bare.post}, {"submit", t.submit, bare.submit}} {
		b.ReportMetric(float64(middle(kind.ours).Microseconds()), kind.name+"-p50-µs")
		if len(kind.bare) > 0 {
			b.ReportMetric(ratio(kind.ours, kind.bare), kind.name+"-bare-x")
		}
	}
}

// told is a story as requests, and the stage where it can be played again.
type told struct {
	stage *stage.Stage
	asked []request
	turn  scenario.Turn
}

// walk walks along the path of the answers that were sent.
func (o *told) walk() {
	answers, err := o.turn.Program.DecodeAnswers(o.turn.Record.Answers)
	if err == nil {
		o.turn.Program.Walk(engine.Draft{Answers: answers, Sent: true}, o.turn.Outside)
	}
}

// record plays the first application of a story that is sent, as a citizen
// would, and notes what was asked for.
func record(b *testing.B, svc *catalogue.Service, story string, store func(*testing.B) *sqlstore.Store) *told {
	b.Helper()
	stories, faults := scenario.ReadAll(svc.Files)
	if faults.Blocking() || stories[story] == nil {
		b.Fatalf("no story %s: %v", story, faults)
	}
	out := &told{}
	result := scenario.PlayBeside(story, stories[story], svc.With, func(t scenario.Turn) error {
		if out.stage != nil || t.Record == nil || t.Record.PayFirst {
			return nil
		}
		return out.record(b, t, store(b))
	})
	if len(result.Failures) > 0 || out.stage == nil {
		b.Fatalf("%s: nothing was sent\n%s", story, result.Report())
	}
	return out
}

func (o *told) record(b *testing.B, t scenario.Turn, store *sqlstore.Store) (err error) {
	o.turn = t
	if o.stage, err = stage.On(store, b.TempDir(), t.Program); err != nil {
		return err
	}
	b.Cleanup(func() { must(b, o.stage.Close()) })
	o.stage.Set(t.Outside)
	notes := &recorder{}
	window, err := visitor.New(o.stage.URL, notes)
	must(b, err)
	cookie, err := o.stage.SignIn()
	must(b, err)
	window.Take(cookie)
	driver := &visitor.Driver{Visitor: window, Service: t.Program.ID()}
	player := scenario.Player{Driver: driver, Answers: t.Answers}
	must(b, player.Play(t.Outside))
	if !driver.Sent {
		b.Fatalf("the story ends at %s", window.Page().URL.Path)
	}
	o.asked = notes.asked
	return nil
}

// play plays it again, as a new application of the browser's.
func (o *told) play(b *browser, t *timing) []answer {
	answers := make([]answer, 0, len(o.asked))
	draft, location := "", ""
	for _, r := range o.asked {
		if r.follows {
			r.path = location
		} else if old := draftIn(r.path); old != "" {
			r.path = strings.Replace(r.path, old, draft, 1)
		}
		begun := time.Now()
		a := b.ask(r)
		*t.of(r) = append(*t.of(r), time.Since(begun))
		location = a.header.Get("Location")
		if id := draftIn(location); id != "" {
			draft = id
		}
		answers = append(answers, a)
	}
	if !strings.HasPrefix(answers[len(answers)-2].header.Get("Location"), "/pratiche/") {
		b.tb.Fatal("the application was not sent")
	}
	return answers
}

// playBare asks the bare server for as many answers.
func (o *told) playBare(b *browser, t *timing) {
	for n, r := range o.asked {
		begun := time.Now()
		b.ask(same(n, r))
		*t.of(r) = append(*t.of(r), time.Since(begun))
	}
}

// open opens a service by its id or folder.
func open(b *testing.B, name string) *catalogue.Service {
	b.Helper()
	found, err := catalogue.Open(catalogue.Sources{}, name)
	must(b, err)
	if found[0].Program == nil {
		b.Fatal(found[0].Faults)
	}
	return found[0]
}

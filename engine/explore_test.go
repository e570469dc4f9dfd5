package engine_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/explore"
	"sportello/engine/scenario"
	"sportello/engine/value"
)

// journeys is how many are made of each service; half of them must be stored.
const journeys = 60

// morning is when journeys take place: inside the window of every service that
// has one.
func morning(p *engine.Program) engine.Outside {
	return engine.Outside{Now: time.Date(2026, 4, 2, 10, 0, 0, 0, p.Zone())}
}

// signedIn is the same morning for somebody whom an identity provider knows.
func signedIn(p *engine.Program) engine.Outside {
	o := morning(p)
	o.Identity = value.Group{
		"cognome": "Rossi", "nome": "Marco", "sesso": "M", "data_nascita": value.Date{Year: 1983, Month: time.July, Day: 4},
		"luogo_nascita": "G702", "codice_fiscale": "RSSMRC83L04G702T", "email": "marco.rossi@example.it", "livello": value.Int(2),
	}
	return o
}

// journey is a trip with what was outside on it.
type journey struct {
	*explore.Trip
	outside engine.Outside
}

// trips makes journeys through a service one by one, the same ones each time; on every
// other one the citizen has signed in. One in three knows no worked case, the
// others travel when theirs took place and with what was outside then.
func trips(p *engine.Program, n int) iter.Seq2[int, journey] {
	return func(yield func(int, journey) bool) {
		for i := range n {
			if !yield(i, tripBy(p, i)) {
				return
			}
		}
	}
}

func tripBy(p *engine.Program, i int) journey {
	o := morning(p)
	if i%2 == 1 {
		o = signedIn(p)
	}
	var cases []scenario.Turn
	if worked := shop.worked[p.ID()]; i%3 != 0 && len(worked) > 0 {
		one := worked[i%len(worked)]
		cases, o.Now, o.Facts = []scenario.Turn{one}, one.Outside.Now, one.Outside.Facts
	}
	return journey{explore.Journey(p, rand.New(rand.NewPCG(uint64(i), 2)), o, cases...), o}
}

// Whatever citizens type, the laws of the journey hold, and what is stored is
// what the published schema says.
func TestJourneys(t *testing.T) {
	for id, p := range shipped(t) {
		t.Run(id, func(t *testing.T) {
			stored, off := 0, 0
			reasons := map[string]int{}
			for i, trip := range trips(p, journeys) {
				off += holdsLaws(t, p, trip, fmt.Sprint("journey ", i))
				if trip.Record != nil {
					stored++
				}
				reasons[trip.Reason]++
			}
			t.Logf("%d of %d stored, %d answers off the path; ends: %v", stored, journeys, off, reasons)
			if off == 0 && len(p.Service().Pages) > 5 {
				t.Error("no answer was ever off the path: nothing is proved about them")
			}
			if 2*stored < journeys {
				t.Errorf("only %d of %d journeys end stored: %v", stored, journeys, reasons)
			}
		})
	}
}

// holdsLaws counts the answers that the draft remembers off the path.
func holdsLaws(t *testing.T, p *engine.Program, trip journey, name string) (off int) {
	t.Helper()
	for i, post := range trip.Posts {
		step := fmt.Sprintf("%s, post %d (%s)", name, i, post.Page)
		keepsTyped(t, post, step)
		losesNothing(t, post.Before, post.After, post.Form)
		pathHolds(t, p.Walk(post.After, trip.outside), p, step)
	}
	if trip.Record == nil {
		return 0
	}
	if err := p.Validate(trip.Record.Answers); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return onlyThePath(t, p, trip, name)
}

// keepsTyped: what was typed on a page that was refused stays, and the answers
// accepted before stay too.
func keepsTyped(t *testing.T, post explore.Post, step string) {
	t.Helper()
	if post.State == nil {
		t.Errorf("%s: the page is not on the path", step)
		return
	}
	typed, kept := post.After.Typed[post.Page]
	accepted := post.State.Done || len(post.State.Stops) > 0 && len(post.State.Problems) == 0
	switch {
	case accepted == kept:
		t.Errorf("%s: accepted is %v, kept as typed is %v", step, accepted, kept)
	case kept && !holdsAll(typed, post.Form):
		t.Errorf("%s: kept as\n%v\nbut typed as\n%v", step, typed, post.Form)
	case kept && !reflect.DeepEqual(post.Before.Answers, post.After.Answers):
		t.Errorf("%s: refused, but the answers are others", step)
	}
}

// holdsAll reports whether all that was posted is in what was kept. More may be
// there: what was typed before, in fields that were away this time.
func holdsAll(kept, posted engine.Form) bool {
	for name, values := range posted {
		if !strings.HasPrefix(name, "_") && !slices.Equal(kept[name], values) {
			return false
		}
	}
	return true
}

// pathHolds: the pages of a walk are in the order of the service, and all but
// the last are done.
func pathHolds(t *testing.T, j *engine.Journey, p *engine.Program, step string) {
	t.Helper()
	at := -1
	for i, pg := range j.Pages {
		here := slices.IndexFunc(p.Service().Pages[at+1:], func(def definitions.Page) bool { return def.ID.Value == pg.ID })
		if here < 0 {
			t.Errorf("%s: page %s is out of order", step, pg.ID)
			return
		}
		at += 1 + here
		if !pg.Done && i < len(j.Pages)-1 {
			t.Errorf("%s: page %s is not done, and the path goes on", step, pg.ID)
		}
		if !j.Outline[i].Open || j.Outline[i].ID != pg.ID {
			t.Errorf("%s: the outline has %v where the path has %s", step, j.Outline[i], pg.ID)
		}
	}
}

// onlyThePath: what the draft remembers of fields that are not shown is not in
// what is stored.
func onlyThePath(t *testing.T, p *engine.Program, trip journey, name string) (off int) {
	t.Helper()
	shown := map[string]bool{}
	for _, pg := range p.Pages(trip.Draft, trip.outside).Pages {
		for _, path := range pg.Shown {
			shown[path] = true
		}
	}
	var stored map[string]any
	if err := json.Unmarshal(trip.Record.Answers, &stored); err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	storedLeaves(stored, "", has)
	for _, path := range slices.Sorted(maps.Keys(answerLeaves(trip.Draft.Answers, "", map[string]bool{}))) {
		if shown[path] {
			continue
		}
		off++
		if has[path] {
			t.Errorf("%s: %s is stored, but not on the path", name, path)
		}
	}
	return off
}

// answerLeaves are the paths of the single answers in a draft.
func answerLeaves(g value.Group, around string, out map[string]bool) map[string]bool {
	for key, v := range g {
		path := strings.TrimPrefix(around+"."+key, ".")
		switch v := v.(type) {
		case value.Group:
			answerLeaves(v, path, out)
			continue
		case []any:
			for i, row := range v {
				if row, ok := row.(value.Group); ok && row["sha256"] == nil {
					answerLeaves(row, fmt.Sprint(path, ".", i), out)
				}
			}
		}
		if key != value.RowID {
			out[path] = true
		}
	}
	return out
}

func storedLeaves(v any, path string, out map[string]bool) {
	out[path] = true
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			storedLeaves(inner, strings.TrimPrefix(path+"."+key, "."), out)
		}
	case []any:
		for i, inner := range v {
			storedLeaves(inner, fmt.Sprint(path, ".", i), out)
		}
	}
}

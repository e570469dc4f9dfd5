package engine_test

import (
	"encoding/json"
	"fmt"
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
	"sportello/engine/value"
)

// journeys is how many are made of each service; one in least must be stored.
const (
	journeys = 80
	least    = 5
)

// morning is when journeys take place.
func morning(p *engine.Program) engine.Outside {
	return engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, p.Zone())}
}

// trips makes journeys through a service, the same ones each time.
func trips(p *engine.Program, n int) []*explore.Trip {
	out := make([]*explore.Trip, n)
	for i := range out {
		out[i] = explore.Journey(p, rand.New(rand.NewPCG(uint64(i), 2)), morning(p))
	}
	return out
}

// Whatever citizens type, the laws of the journey hold, and what is stored is
// what the published schema says.
func TestJourneys(t *testing.T) {
	for id, p := range shipped(t) {
		t.Run(id, func(t *testing.T) {
			stored := 0
			reasons := map[string]int{}
			for i, trip := range trips(p, journeys) {
				holdsLaws(t, p, trip, fmt.Sprint("journey ", i))
				if trip.Record != nil {
					stored++
				}
				reasons[trip.Reason]++
			}
			t.Logf("%d of %d stored; ends: %v", stored, journeys, reasons)
			if stored*least < journeys {
				t.Errorf("only %d of %d journeys end stored: %v", stored, journeys, reasons)
			}
		})
	}
}

func holdsLaws(t *testing.T, p *engine.Program, trip *explore.Trip, name string) {
	t.Helper()
	for i, post := range trip.Posts {
		step := fmt.Sprintf("%s, post %d (%s)", name, i, post.Page)
		keepsTyped(t, post, step)
		pathHolds(t, p, post.After, step)
	}
	if trip.Record == nil {
		return
	}
	if err := p.Validate(trip.Record.Answers); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	onlyThePath(t, p, trip, name)
}

// keepsTyped: a page that was refused stays exactly as typed, and the answers
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
	case kept && !reflect.DeepEqual(typed, post.Form):
		t.Errorf("%s: kept as\n%v\nbut typed as\n%v", step, typed, post.Form)
	case kept && !reflect.DeepEqual(post.Before.Answers, post.After.Answers):
		t.Errorf("%s: refused, but the answers are others", step)
	}
}

// pathHolds: the pages of a walk are in the order of the service, and all but
// the last are done.
func pathHolds(t *testing.T, p *engine.Program, d engine.Draft, step string) {
	t.Helper()
	j := p.Walk(d, morning(p))
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
func onlyThePath(t *testing.T, p *engine.Program, trip *explore.Trip, name string) {
	t.Helper()
	shown := map[string]bool{}
	for _, pg := range p.Pages(trip.Draft, morning(p)).Pages {
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
		if !shown[path] && has[path] {
			t.Errorf("%s: %s is stored, but not on the path", name, path)
		}
	}
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

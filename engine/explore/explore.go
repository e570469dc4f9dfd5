// Package explore makes journeys: it fills the pages of a service as many
// different citizens would, with answers drawn by lot.
//
// A traveller knows nothing of the service. It looks at a page as it stands,
// guesses each answer from the type and the words of the field (as a browser's
// autofill does), adds rows, attaches files, now and then types something wrong
// or goes back to change an earlier page, repairs what is refused, and answers
// otherwise where it is stopped, until the path ends or it gives up. Chance
// comes from outside, so the same numbers give the same journey.
//
// Who has heard of worked cases answers as one of them, and strays from it now
// and then; where that leads nowhere they go over their pages again and follow
// it to the letter. So journeys come through services with many conditions, and
// yet each is another.
package explore

import (
	"sportello/engine"
	"sportello/engine/scenario"
)

// Random is a source of chance, such as *rand.Rand of math/rand/v2.
type Random interface {
	// IntN gives a number from 0 up to but not including n.
	IntN(n int) int
}

// Trip is one journey and what came of it.
type Trip struct {
	Posts  []Post         // every page that was posted, in order
	Draft  engine.Draft   // as it was left
	Record *engine.Record // what is stored; nil if it could not be sent
	Reason string         // why it ended without a record
}

// Post is one page as it was posted.
type Post struct {
	Page   string
	Form   engine.Form
	Before engine.Draft
	After  engine.Draft
	State  *engine.PageState // without its items; nil if the page was not on the path
}

// Bounds of one journey.
const (
	maxPosts = 400 // pages posted
	maxTries = 60  // times that one page is repaired
	maxStops = 50  // times that one answers otherwise after a stop
	fewTries = 6   // times that one page is repaired before an example is followed to the letter
	maxOver  = 4   // times that all is gone over again
)

// Journey fills the pages of a service until the path ends, stops, or a page
// cannot be repaired. Of the cases that the traveller has heard of, if any, they
// take one.
func Journey(p *engine.Program, chance Random, o engine.Outside, cases ...scenario.Turn) *Trip {
	t := &traveller{program: p, chance: chance, outside: o, trip: &Trip{}, people: map[string]person{}, rows: map[string]int{}, ids: map[string]string{}}
	if len(cases) > 0 {
		t.example = &cases[chance.IntN(len(cases))]
	}
	t.travel()
	return t.trip
}

// traveller is one citizen on the way.
type traveller struct {
	program   *engine.Program
	chance    Random
	outside   engine.Outside
	trip      *Trip
	example   *scenario.Turn    // the case that is followed; nil if none
	letter    bool              // it is followed to the letter from now on
	overs     int               // times that all was gone over again
	retrace   []string          // pages to go over again
	people    map[string]person // by the path of the group they are in
	rows      map[string]int    // how many rows are wanted, by the list's path
	ids       map[string]string // of rows of the example, and the ids that they got
	tries     int
	back      bool            // on a page filled before, to change it
	changes   int             // how often that was done from the summary
	stops     int             // how often the journey was stopped
	stopped   *engine.Journey // at the best stop so far
	stoppedAt engine.Draft
	files     int
	email     string
}

func (t *traveller) travel() {
	last := ""
	for len(t.trip.Posts) < maxPosts {
		page, ended := t.next()
		if ended {
			return
		}
		if page != last {
			last, t.tries = page, 0
		}
		if t.tries++; t.tries == fewTries && t.mayGoOver() {
			t.goOver(t.program.Walk(t.trip.Draft, t.outside).Pages)
		}
		if t.tries > maxTries {
			t.trip.Reason = "could not repair page " + page
			return
		}
		t.fill(page)
	}
	t.trip.Reason = "too long"
}

// next gives the page with the gap, or now and then an earlier one. It ends the
// journey if there is none.
func (t *traveller) next() (page string, ended bool) {
	j := t.program.Walk(t.trip.Draft, t.outside)
	if len(t.retrace) > 0 {
		return t.retrace[0], false
	}
	if len(j.Stops) > 0 {
		return t.afterStop(j)
	}
	if n := len(j.Pages); n > 0 && !j.Pages[n-1].Done {
		return t.orBack(j.Pages), false
	}
	if t.back = t.changes < 2 && len(j.Pages) > 0 && t.one(3); t.back {
		t.changes++ // from the summary
		return j.Pages[t.chance.IntN(len(j.Pages))].ID, false
	}
	var problems []engine.Problem
	if t.trip.Record, problems = t.program.Complete(t.trip.Draft, t.outside); t.trip.Record == nil {
		t.trip.Reason = "cannot be sent: " + problems[0].Code
	}
	return "", true
}

// afterStop gives a page to answer otherwise: mostly the one that stopped, else
// one before it. What only made it worse is taken back first. It ends the
// journey where no page stops (the service is closed), or when it has been
// stopped too often.
func (t *traveller) afterStop(j *engine.Journey) (page string, ended bool) {
	j = t.betterOf(j)
	n := len(j.Pages)
	if t.stops++; n == 0 || len(j.Pages[n-1].Stops) == 0 || t.stops > maxStops || t.one(maxStops) {
		t.trip.Reason = "stopped: " + j.Stops[0].Text
		return "", true
	}
	if t.mayGoOver() {
		t.goOver(j.Pages)
		return t.next()
	}
	t.back = true
	if t.one(3) {
		return j.Pages[t.chance.IntN(n)].ID, false
	}
	return j.Pages[n-1].ID, false
}

// betterOf takes the draft back to the stop before, if this one is not as far on
// the way, or has more reasons; now and then it does not, to get out of corners.
func (t *traveller) betterOf(j *engine.Journey) *engine.Journey {
	worse := t.stopped != nil && (len(j.Pages) < len(t.stopped.Pages) || len(j.Pages) == len(t.stopped.Pages) && len(j.Stops) > len(t.stopped.Stops))
	if worse && !t.one(10) {
		t.trip.Draft = t.stoppedAt
		return t.stopped
	}
	t.stopped, t.stoppedAt = j, t.trip.Draft
	return j
}

func (t *traveller) mayGoOver() bool { return t.example != nil && t.overs < maxOver }

// goOver lets the pages of the path be filled again, as the example has it.
func (t *traveller) goOver(pages []engine.PageState) {
	t.overs++
	t.letter = true
	for _, p := range pages {
		t.retrace = append(t.retrace, p.ID)
	}
}

// orBack chooses the last page, or now and then one before it.
func (t *traveller) orBack(pages []engine.PageState) string {
	n := len(pages) - 1
	if t.back = n > 0 && t.tries <= 1 && t.one(8); t.back {
		return pages[t.chance.IntN(n)].ID
	}
	return pages[n].ID
}

// one is true once in n times.
func (t *traveller) one(n int) bool { return t.chance.IntN(n) == 0 }

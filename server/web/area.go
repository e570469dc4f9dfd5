package web

import (
	"net/http"
	"time"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// areaAddress is where the personal area begins.
const areaAddress = "/area"

// tabs are the parts of the personal area: an address and a line here for each.
func (s *Site) tabs(words locale.Words) []renderer.Link {
	return []renderer.Link{
		{Text: words.Text("area.tab.requests", nil), URL: areaAddress},
		{Text: words.Text("area.tab.data", nil), URL: profileAddress},
	}
}

// area shows what a citizen has here: drafts and applications.
func (s *Site) area(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	f := s.frame(v, "")
	f.Title, f.Flash = f.Words().Text("area.title", nil), s.flash(v)
	f.Crumbs = s.crumbs(f, renderer.Link{Text: f.Title})
	view := renderer.Area{Frame: f, Tabs: s.tabs(f.Words())}
	err := s.addTo(&view, v)
	if err == nil && v.hasGuest() {
		v.asGuest = true
		err = s.addTo(&view, v)
	}
	if err != nil {
		return err
	}
	s.show(w, v, http.StatusOK, "area", view)
	return nil
}

func (s *Site) addTo(view *renderer.Area, v *visit) error {
	drafts, err := s.draftsOf(v, "")
	if err != nil {
		return err
	}
	view.Drafts = append(view.Drafts, drafts...)
	sent, err := s.Desk.Submissions(v.Context(), v.who())
	if err != nil {
		return err
	}
	for _, one := range sent {
		card, err := s.applicationCard(v, view.Frame, one)
		if err != nil {
			return err
		}
		view.Applications = append(view.Applications, card)
	}
	return nil
}

func (s *Site) applicationCard(v *visit, f renderer.Frame, sent submission.Submission) (renderer.ApplicationCard, error) {
	words := f.Words()
	card := renderer.ApplicationCard{
		Service: sent.Service, Reference: sent.Reference, URL: receiptAddress(sent.Reference),
		Sent: words.LongInstant(s.inZone(sent.Submitted)),
	}
	if p, err := s.Services.Compiled(sent.Edition); err == nil {
		card.Service = p.Words(p.Service().Title, f.Lang)
	}
	r, err := s.Desk.Standing(v.Context(), v.who(), sent)
	if err != nil || r.Standing == nil {
		return card, err
	}
	card.State = r.Standing.State.Title
	if next, ok := s.nextDeadline(r.Standing.Deadlines); ok {
		card.Due = next.Title + ": " + s.day(words, next.At)
	}
	return card, nil
}

// nextDeadline is the first that has not passed.
func (s *Site) nextDeadline(deadlines []engine.DeadlineNow) (next engine.DeadlineNow, found bool) {
	var first time.Time
	for _, d := range deadlines {
		at, ok := s.lastInstant(d.At)
		if ok && at.After(s.now()) && (!found || at.Before(first)) {
			next, first, found = d, at, true
		}
	}
	return next, found
}

// firstInstant is when a day or instant begins.
func (s *Site) firstInstant(at value.Value) (time.Time, bool) {
	switch at := at.(type) {
	case value.Date:
		return at.In(s.inZone(s.now()).Location()), true
	case time.Time:
		return at, true
	}
	return time.Time{}, false
}

// lastInstant is when a deadline has passed: a day, when its last instant has.
func (s *Site) lastInstant(at value.Value) (time.Time, bool) {
	switch at := at.(type) {
	case value.Date:
		return at.AddDays(1).In(s.inZone(s.now()).Location()), true
	case time.Time:
		return at, true
	}
	return time.Time{}, false
}

package web

import (
	"net/http"

	"sportello/renderer"
	"sportello/server/submission"
)

// area shows what a citizen has here: drafts and applications.
func (s *Site) area(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	drafts, err := s.draftsOf(v, "")
	if err != nil {
		return err
	}
	sent, err := s.Desk.Submissions(v.Context(), v.who())
	if err != nil {
		return err
	}
	f := s.frame(v, "Area personale")
	f.Crumbs = []renderer.Link{{Text: "Home", URL: "/"}, {Text: "Area personale"}}
	view := renderer.Area{Frame: f, Drafts: drafts}
	for _, one := range sent {
		view.Applications = append(view.Applications, s.applicationCard(f, one))
	}
	s.show(w, v, http.StatusOK, "area", view)
	return nil
}

func (s *Site) applicationCard(f renderer.Frame, sent submission.Submission) renderer.ApplicationCard {
	card := renderer.ApplicationCard{
		Service: sent.Service, Reference: sent.Reference, URL: receiptAddress(sent.Reference),
		Sent: f.Words().LongInstant(s.inZone(sent.Submitted)),
	}
	if p, err := s.Services.Compiled(sent.Edition); err == nil {
		card.Service = p.Service().Title.Value
	}
	return card
}

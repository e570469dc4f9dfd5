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

func receiptAddress(reference string) string { return "/pratiche/" + reference }

// receipt shows an application that was sent, to whoever sent it.
func (s *Site) receipt(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	return v.theirs(func() error {
		r, err := s.Desk.Receipt(v.Context(), v.who(), v.part("reference"))
		if err != nil {
			return err
		}
		return s.showReceipt(w, v, r)
	})
}

func (s *Site) showReceipt(w http.ResponseWriter, v *visit, r submission.Receipt) error {
	view := renderer.Receipt{
		Frame: s.frame(v, "Pratica "+r.Reference), Reference: r.Reference,
		Fresh: v.URL.Query().Has("inviata"), Office: s.officeNamed(r.Office),
	}
	view.Crumbs = []renderer.Link{{Text: "Home", URL: "/"}, {Text: "Area personale", URL: "/area"}, {Text: "Pratica " + r.Reference}}
	words := view.Words()
	view.Sent = words.LongInstant(s.inZone(r.Submitted))
	view.Fees = renderer.NewCosts(view.Lang, r.Fees)
	if view.Fresh {
		view.Title = words.Text("receipt.sent", nil)
	}
	s.stands(&view, r)
	if err := s.answers(&view, r.Submission); err != nil {
		return err
	}
	s.show(w, v, http.StatusOK, "receipt", view)
	return nil
}

// stands adds how the application stands now.
func (s *Site) stands(view *renderer.Receipt, r submission.Receipt) {
	words := view.Words()
	view.Timeline = []renderer.Milestone{{Date: view.Sent, Title: words.Text("receipt.sent", nil), Done: true}}
	if r.Standing == nil {
		return
	}
	view.State, view.StateText, view.Notices = r.Standing.State.Title, r.Standing.State.Text, r.Standing.Receipt
	for _, d := range r.Standing.Deadlines {
		view.Timeline = append(view.Timeline, renderer.Milestone{Date: s.day(words, d.At), Title: d.Title, Text: d.Text})
	}
	if view.Office == nil {
		view.Office = s.officeNamed(r.Standing.Office)
	}
}

// day writes the day or instant of a deadline.
func (s *Site) day(words locale.Words, at value.Value) string {
	switch at := at.(type) {
	case value.Date:
		return words.LongDate(at)
	case time.Time:
		return words.LongInstant(s.inZone(at))
	}
	return ""
}

// answers adds what was sent, as text: the journey is walked again as it was
// then.
func (s *Site) answers(view *renderer.Receipt, sent submission.Submission) error {
	p, err := s.Services.Compiled(sent.Edition)
	if err != nil {
		return err
	}
	given, err := p.DecodeAnswers(sent.Answers)
	if err != nil {
		return err
	}
	view.Service = p.Service().Title.Value
	draft := engine.Draft{Answers: given, Sent: true, Files: map[string]engine.File{}}
	for _, f := range sent.Files {
		draft.Files[f.ID] = f
	}
	then := engine.Outside{Now: sent.Received, Identity: identityThen(sent.Evidence), Submitted: sent.Submitted, Show: Show(sent.Language)}
	view.Summary = renderer.Sections(view.Lang, p.Pages(draft, then).Pages)
	return nil
}

// identityThen is what was known of the sender when they sent.
func identityThen(e submission.Evidence) value.Group {
	claims := map[string]string{}
	for name, claim := range e.Claims {
		switch claim := claim.(type) {
		case string:
			claims[name] = claim
		case float64:
			claims[name] = value.Int(int(claim)).String()
		}
	}
	return identity(claims)
}

// Show puts the values that texts carry into words of a language.
func Show(language string) func(value.Value, value.Type) string {
	return locale.For(language).Value
}

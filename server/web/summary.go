package web

import (
	"errors"
	"net/http"
	"strconv"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// summary shows all answers before they are sent.
func (s *Site) summary(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error { return s.showSummary(w, v, nil, http.StatusOK) })
}

func (s *Site) showSummary(w http.ResponseWriter, v *visit, problems []engine.Problem, status int) error {
	turn, err := s.Desk.Summary(v.Context(), v.who(), v.part("draft"))
	if err != nil {
		return err
	}
	place := address(turn.Draft)
	if to := onward(turn); to != place.Summary {
		goTo(w, v, to)
		return nil
	}
	v.inDraft(turn.Draft)
	p, err := s.Services.Compiled(turn.Draft.Edition)
	if err != nil {
		return err
	}
	f := s.inService(v, p, "")
	f = crumb(f, renderer.Link{Text: f.Service, URL: place.Sheet}, here(f, "summary.title"))
	f.Flash = s.draftFlash(v, turn.Draft)
	view := renderer.NewSummary(f, place, *turn.Journey, strconv.FormatInt(turn.Draft.Revision, 10))
	if p.Service().Sheet.Terms.Value != "" {
		view.TermsURL = termsAddress(p.ID())
	}
	if problems == nil {
		problems = turn.Journey.Problems
	}
	if open, why := openNow(turn.Journey); !open {
		view.Closed = orWords(why, view.Words().Text("message.closed.text", nil))
	}
	for _, problem := range problems {
		if problem.Code != "stop" || view.Closed == "" {
			view.Errors = append(view.Errors, summaryError(view.Frame, place, problem))
		}
	}
	view.Conflict = status == http.StatusConflict
	s.show(w, v, status, "summary", view)
	return nil
}

func orWords(text, words string) string {
	if text != "" {
		return text
	}
	return words
}

// summaryError says in words why an application cannot be sent.
func summaryError(f renderer.Frame, a renderer.Address, p engine.Problem) renderer.ErrorLink {
	link := renderer.ErrorLink{Text: p.Text}
	if link.Text == "" {
		key := "problem." + p.Code
		if !f.Words().Has(key) {
			key = "problem.other"
		}
		link.Text = f.Words().Text(key, nil)
	}
	if p.Page != "" {
		link.URL = a.Base + "/" + p.Page + "?" + renderer.ChangeMark
	}
	return link
}

// send hands the application in, or leaves it for later.
func (s *Site) send(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		if err := v.form(); err != nil {
			return err
		}
		switch v.PostForm.Get("_action") {
		case "save":
			goTo(w, v, draftAddress(v.part("draft"))+"/riepilogo?salvata")
			return nil
		case "send":
			return s.submit(w, v)
		}
		return errBadRequest
	})
}

func (s *Site) submit(w http.ResponseWriter, v *visit) error {
	draft := v.part("draft")
	revision, _ := strconv.ParseInt(v.PostForm.Get("_rev"), 10, 64) // 0 is no revision: a conflict
	outcome, err := s.Desk.Submit(v.Context(), v.who(), draft, revision)
	switch {
	case errors.Is(err, submission.ErrFull):
		return s.full(w, v)
	case errors.Is(err, submission.ErrConflict):
		return s.showSummary(w, v, nil, http.StatusConflict)
	case err != nil:
		return err
	case outcome.Sent != nil:
		s.stepped(submission.Draft{Service: outcome.Sent.Service}, "", "sent")
		goTo(w, v, receiptAddress(outcome.Sent.Reference)+"?inviata")
	case outcome.Waiting != nil:
		s.stepped(*outcome.Waiting, "", "payment")
		goTo(w, v, draftAddress(draft)+"/pagamento")
	default:
		s.tellInvalid(v, outcome.Problems)
		return s.showSummary(w, v, outcome.Problems, http.StatusUnprocessableEntity)
	}
	return nil
}

// full says that nothing is left of what the application asks for.
func (s *Site) full(w http.ResponseWriter, v *visit) error {
	turn, err := s.Desk.Summary(v.Context(), v.who(), v.part("draft"))
	if err != nil {
		return err
	}
	return s.showStop(w, v, turn, http.StatusConflict, func(f renderer.Frame, p *engine.Program) []engine.Notice {
		words := f.Words()
		return []engine.Notice{{
			Text:    words.Text("stop.full", locale.Args{"quota": p.Service().Quota.Title.Value}),
			Instead: words.Text("stop.full.instead", nil),
		}}
	})
}

// tellInvalid tells the operator of an application that every page accepted
// and the published schema refuses: a fault of ours, or of the definition.
func (s *Site) tellInvalid(v *visit, problems []engine.Problem) {
	for _, p := range problems {
		if p.Code == "schema" {
			s.Log.Error("a complete application does not fit its published schema",
				"id", noteOf(v.Request).id, "draft", v.part("draft"))
		}
	}
}

package web

import (
	"net/http"

	"sportello/renderer"
	"sportello/server/submission"
)

// waiting shows an application that waits for a payment.
func (s *Site) waiting(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		turn, err := s.Desk.Resume(v.Context(), v.who(), v.part("draft"))
		if err != nil {
			return err
		}
		if turn.Draft.State != submission.AwaitingPayment || turn.Draft.Pending == nil {
			goTo(w, v, onward(turn))
			return nil
		}
		v.inDraft(turn.Draft)
		p, err := s.Services.Compiled(turn.Draft.Edition)
		if err != nil {
			return err
		}
		f := s.inService(v, p, "")
		f.Title = f.Words().Text("waiting.title", nil)
		f = crumb(f, renderer.Link{Text: f.Service, URL: sheetAddress(p.ID())}, here(f, "waiting.crumb"))
		here := draftAddress(turn.Draft.ID) + "/pagamento"
		s.show(w, v, http.StatusOK, "waiting", renderer.Waiting{
			Frame: f, Costs: renderer.NewCosts(f.Lang, p.Titled(turn.Draft.Pending.Fees, f.Lang)),
			Action: here, Simulated: s.Demo, CheckURL: here, BackURL: address(turn.Draft).Summary,
		})
		return nil
	})
}

// pay simulates a payment, in a demonstration, or opens the draft again.
func (s *Site) pay(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		if err := v.form(); err != nil {
			return err
		}
		switch v.PostForm.Get("_action") {
		case "pay":
			return s.simulate(w, v)
		case "back":
			turn, err := s.Desk.GoBack(v.Context(), v.who(), v.part("draft"))
			if err != nil {
				return err
			}
			goTo(w, v, onward(turn))
			return nil
		}
		return errBadRequest
	})
}

func (s *Site) simulate(w http.ResponseWriter, v *visit) error {
	if !s.Demo {
		return errBadRequest
	}
	who, draft := v.who(), v.part("draft")
	turn, err := s.Desk.Resume(v.Context(), who, draft)
	if err != nil {
		return err
	}
	payment := submission.Payment{Provider: "demo", ID: draft, At: s.now()}
	if pending := turn.Draft.Pending; pending != nil && pending.Fees != nil {
		payment.Amount = pending.Fees.Total.StringFixed(2)
	}
	outcome, err := s.Desk.Paid(v.Context(), who.Subject, draft, payment)
	if err != nil {
		return err
	}
	goTo(w, v, receiptAddress(outcome.Sent.Reference)+"?inviata")
	return nil
}

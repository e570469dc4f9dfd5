package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

func draftAddress(draft string) string { return "/domande/" + draft }

// address says where the screens of a draft are.
func address(d submission.Draft) renderer.Address {
	base := draftAddress(d.ID)
	return renderer.Address{Base: base + "/pagine", Summary: base + "/riepilogo", Sheet: sheetAddress(d.Service), Area: areaAddress}
}

func pageAddress(d submission.Draft, page string) string { return address(d).Base + "/" + page }

// onward is where a draft goes on: to the first gap, or to the summary.
func onward(t *submission.Turn) string {
	if t.Draft.State == submission.AwaitingPayment {
		return draftAddress(t.Draft.ID) + "/pagamento"
	}
	for _, step := range t.Journey.Outline {
		if !step.Done {
			return pageAddress(t.Draft, step.ID)
		}
	}
	return address(t.Draft).Summary
}

// after is where one goes from a page that was accepted: to the page behind it
// if that may be opened, else to where the draft goes on. Whoever came from the
// summary goes on to the first gap, which is the summary if there is none.
func after(t *submission.Turn, page string, changing bool) string {
	if changing {
		return changed(t, onward(t))
	}
	steps := t.Journey.Outline
	for i, step := range steps {
		if step.ID == page && i+1 < len(steps) && steps[i+1].Open {
			return pageAddress(t.Draft, steps[i+1].ID)
		}
	}
	return onward(t)
}

// changed is an address that remembers that one came from the summary.
func changed(t *submission.Turn, to string) string {
	if strings.HasPrefix(to, address(t.Draft).Base) {
		to += "?" + renderer.ChangeMark
	}
	return to
}

// changing reports whether one came from the summary to change a page.
func (v *visit) changing() bool { return v.URL.Query().Has(renderer.ChangeMark) }

// before is where one goes back to from a page: to the one before it, or to the
// summary for those who came from there, unless there are gaps now.
func before(t *submission.Turn, page string, changing bool) string {
	if to := onward(t); changing && to == address(t.Draft).Summary {
		return to
	}
	back := address(t.Draft).Sheet
	for _, step := range t.Journey.Outline {
		if step.ID == page {
			return back
		}
		back = pageAddress(t.Draft, step.ID)
	}
	return back
}

// resume goes on where a draft stands.
func (s *Site) resume(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		turn, err := s.Desk.Resume(v.Context(), v.who(), v.part("draft"))
		if err != nil {
			return err
		}
		goTo(w, v, onward(turn))
		return nil
	})
}

// withDraft does what a screen does with a draft. Whoever comes back to one
// that was sent is shown its receipt, and to one that waits for a payment, the
// payment.
func (s *Site) withDraft(w http.ResponseWriter, v *visit, do func() error) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	err := v.theirs(func() error {
		err := do()
		if errors.Is(err, submission.ErrNotFound) {
			return s.toReceipt(w, v, err)
		}
		return err
	})
	if low := (*submission.TooLow)(nil); errors.As(err, &low) {
		return s.tooLow(w, v, low.Needed)
	}
	if errors.Is(err, submission.ErrAwaitingPayment) {
		goTo(w, v, draftAddress(v.part("draft"))+"/pagamento")
		return nil
	}
	return err
}

// toReceipt leads from a draft to what it became; if it was not sent, there is
// no such draft, as the error says.
func (s *Site) toReceipt(w http.ResponseWriter, v *visit, missing error) error {
	sent, err := s.Desk.Sent(v.Context(), v.who(), v.part("draft"))
	if err != nil {
		return missing
	}
	goTo(w, v, receiptAddress(sent.Reference))
	return nil
}

// page shows one page of the flow.
func (s *Site) page(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		turn, err := s.Desk.Page(v.Context(), v.who(), v.part("draft"), v.part("page"))
		if err != nil {
			return err
		}
		if turn.Page == nil || turn.Draft.State == submission.AwaitingPayment {
			goTo(w, v, onward(turn))
			return nil
		}
		return s.showPage(w, v, turn, http.StatusOK)
	})
}

// showPage writes a page of the flow as it stands.
func (s *Site) showPage(w http.ResponseWriter, v *visit, t *submission.Turn, status int) error {
	v.inDraft(t.Draft)
	if v.wantsFields() {
		return s.showFields(w, v, t, status, "", "")
	}
	p, err := s.Services.Compiled(t.Draft.Edition)
	if err != nil {
		return err
	}
	f := s.inService(v, p, "")
	f = crumb(f, renderer.Link{Text: f.Service, URL: sheetAddress(p.ID())}, renderer.Link{Text: t.Page.Title})
	f.Flash = s.draftFlash(v, t.Draft)
	view := renderer.NewPage(f, address(t.Draft), *t.Journey, *t.Page, strconv.FormatInt(t.Draft.Revision, 10))
	if status == http.StatusConflict {
		view.Beside(t.Page, t.Stored)
	}
	if v.changing() {
		view.Changing, view.Action = true, changed(t, view.Action)
	}
	s.show(w, v, status, "page", view)
	return nil
}

// flash is what was just done, as the address says.
func (s *Site) flash(v *visit) string {
	words := s.frame(v, "").Words()
	switch query := v.URL.Query(); {
	case v.Method != http.MethodGet:
	case query.Has("salvata"):
		return words.Text("flash.saved", nil)
	case query.Has("eliminata"):
		return words.Text("flash.deleted", nil)
	}
	return ""
}

// draftFlash is what was just done to a draft; of one that was saved it says
// too how long it is kept.
func (s *Site) draftFlash(v *visit, d submission.Draft) string {
	said := s.flash(v)
	if said == "" || d.State == submission.AwaitingPayment {
		return said
	}
	words := s.frame(v, "").Words()
	return said + " " + words.Text("draft.last_day", locale.Args{"date": words.LongDate(s.keeping.LastDay(d))})
}

// stop says kindly why one cannot apply.
func (s *Site) stop(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		turn, err := s.Desk.Summary(v.Context(), v.who(), v.part("draft"))
		if err != nil {
			return err
		}
		stops := answerStops(turn.Journey.Stops)
		if len(stops) == 0 {
			goTo(w, v, onward(turn))
			return nil
		}
		return s.showStop(w, v, turn, http.StatusOK, func(renderer.Frame, *engine.Program) []engine.Notice { return stops })
	})
}

// showStop says kindly why a draft cannot be sent.
func (s *Site) showStop(w http.ResponseWriter, v *visit, t *submission.Turn, status int, why func(renderer.Frame, *engine.Program) []engine.Notice) error {
	v.inDraft(t.Draft)
	p, err := s.Services.Compiled(t.Draft.Edition)
	if err != nil {
		return err
	}
	f := s.inService(v, p, "")
	f = crumb(f, renderer.Link{Text: f.Service, URL: sheetAddress(p.ID())}, here(f, "stop.crumb"))
	journey := *t.Journey
	journey.Stops = why(f, p)
	view := renderer.NewStop(f, address(t.Draft), journey)
	view.Exits = s.exits(view.Frame, p)
	s.show(w, v, status, "stop", view)
	return nil
}

// exits are where those may go who cannot apply: to somebody who helps, to what
// the service is for, to the other services.
func (s *Site) exits(f renderer.Frame, p *engine.Program) []renderer.Link {
	words := f.Words()
	return []renderer.Link{
		{Text: words.Text("help.booking", nil), URL: f.Booking()},
		{Text: words.Text("stop.sheet", nil), URL: sheetAddress(p.ID())},
		{Text: words.Text("home.all", nil), URL: servicesAddress},
	}
}

// answerStops are the stops that answers brought up; that a service is closed
// is said elsewhere.
func answerStops(stops []engine.Notice) []engine.Notice {
	var out []engine.Notice
	for _, stop := range stops {
		if stop.Rule != windowRule {
			out = append(out, stop)
		}
	}
	return out
}

// askToDelete asks before a draft is deleted.
func (s *Site) askToDelete(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		turn, err := s.Desk.Resume(v.Context(), v.who(), v.part("draft"))
		if err != nil {
			return err
		}
		f := s.frame(v, "")
		words, card := f.Words(), s.draftCard(v, turn.Draft)
		f.Title = words.Text("area.delete.title", nil)
		f.Crumbs = s.crumbs(f, renderer.Link{Text: words.Text("area.title", nil), URL: areaAddress}, renderer.Link{Text: f.Title})
		s.show(w, v, http.StatusOK, "confirm", renderer.Confirm{
			Frame: f, Heading: f.Title, Action: draftAddress(turn.Draft.ID) + "/elimina", BackURL: areaAddress,
			Text: words.Text("area.delete.text", locale.Args{"service": card.Service, "date": card.Saved}),
			Yes:  words.Text("area.delete.yes", nil), Back: words.Text("area.delete.no", nil),
		})
		return nil
	})
}

func (s *Site) deleteDraft(w http.ResponseWriter, v *visit) error {
	return s.withDraft(w, v, func() error {
		if err := s.Desk.DeleteDraft(v.Context(), v.who(), v.part("draft")); err != nil {
			return err
		}
		goTo(w, v, areaAddress+"?eliminata")
		return nil
	})
}

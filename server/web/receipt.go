package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
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
	return v.theirs(func() error { return s.showReceipt(w, v, http.StatusOK) })
}

// showReceipt writes the receipt, with the rating as it stands.
func (s *Site) showReceipt(w http.ResponseWriter, v *visit, status int) error {
	r, err := s.Desk.Receipt(v.Context(), v.who(), v.part("reference"))
	if err != nil {
		return err
	}
	view := s.receiptView(v, r)
	rated, err := s.Desk.Rated(v.Context(), r.Submission)
	if err != nil {
		return err
	}
	view.Rating = ratingView(v, receiptAddress(r.Reference), status)
	if view.Rating.Rated = rated; !rated {
		view.Form, view.Languages = renderer.RatingForm, s.languagesAt(nil, receiptAddress(r.Reference), v.URL.Query())
	}
	view.Summary = answers(view.Lang, r)
	view.DocumentURL, view.DocumentAbt = receiptAddress(r.Reference)+paperEnd, "PDF"
	s.show(w, v, status, "receipt", view)
	return nil
}

// receiptView is the receipt as somebody who looks at it now sees it.
func (s *Site) receiptView(v *visit, r submission.Receipt) renderer.Receipt {
	f := s.frame(v, "")
	f.Lang = cmp.Or(v.chosen, r.Language)
	view := s.receiptOf(f, r)
	words := view.Words()
	view.Tabs, view.Fresh, view.Related = s.tabs(words), v.URL.Query().Has("inviata"), s.related(v, r.Service)
	if view.Fresh {
		view.Title, view.Tabs = words.Text("receipt.sent", nil), nil
	}
	return view
}

// receiptOf is the receipt itself but for the answers, for a page or a letter.
func (s *Site) receiptOf(f renderer.Frame, r submission.Receipt) renderer.Receipt {
	if r.Program != nil {
		f.Lang = r.Program.Language(f.Lang)
	}
	words := f.Words()
	f.Title, f.Service, f.ServiceID = words.Text("receipt.title", locale.Args{"reference": r.Reference}), r.Service, r.Service
	f.Crumbs = s.crumbs(f, renderer.Link{Text: words.Text("area.title", nil), URL: areaAddress}, renderer.Link{Text: f.Title})
	view := renderer.Receipt{
		Frame: f, Reference: r.Reference, Email: r.Email,
		Office: s.officeNamed(r.Office), Sent: words.LongInstant(s.inZone(r.Submitted)),
	}
	view.Received, view.Number = words.ExactInstant(s.inZone(r.Received)), strconv.FormatInt(r.Number, 10)
	view.Quota, view.Place = placeOf(words, r.Submission)
	for _, f := range r.Files {
		view.Files = append(view.Files, renderer.Link{Text: f.Name + " (" + words.FileSize(f.Size) + ")", URL: "/file/" + f.ID})
	}
	view.Paper = s.paper(words, r)
	s.stands(&view, r)
	s.inWords(&view, r)
	return view
}

// placeOf says what was decided of the quota that an application asked for.
func placeOf(words locale.Words, sent submission.Submission) (quota, place string) {
	if sent.Quota == nil || sent.Place == nil {
		return "", ""
	}
	key := "receipt.inside"
	if sent.Place.Waiting {
		key = "receipt.waiting"
	}
	return sent.Quota.Title, words.Text(key, locale.Args{"n": sent.Place.Number})
}

// mostRelated is how many other services a receipt leads to.
const mostRelated = 3

// related are other services of the same category.
func (s *Site) related(v *visit, service string) []renderer.Card {
	p, ok := s.Services.Service(service)
	if !ok || p.Service().Sheet.Category.Value == "" {
		return nil
	}
	others := s.cards(v, func(o *engine.Program) bool {
		return o.ID() != service && o.Service().Sheet.Category.Value == p.Service().Sheet.Category.Value
	})
	return others[:min(len(others), mostRelated)]
}

// stands adds how the application stands now.
func (s *Site) stands(view *renderer.Receipt, r submission.Receipt) {
	words := view.Words()
	view.Timeline = []renderer.Milestone{{Date: view.Sent, Title: words.Text("receipt.sent", nil), Done: true}}
	if r.Standing == nil {
		return
	}
	view.State, view.StateText, view.Notices = r.Standing.State.Title, r.Standing.State.Text, r.Standing.Receipt
	for _, d := range s.inOrder(r.Standing.Deadlines) {
		last, _ := s.lastInstant(d.At)
		view.Timeline = append(view.Timeline, renderer.Milestone{Date: s.day(words, d.At), Title: d.Title, Text: d.Text, Done: last.Before(s.now())})
		if d.Term {
			view.Term = s.day(words, d.At)
		}
	}
	if view.Office == nil {
		view.Office = s.officeNamed(r.Standing.Office)
	}
}

// inOrder gives deadlines by when they pass; those that nobody knows yet are the last.
func (s *Site) inOrder(deadlines []engine.DeadlineNow) []engine.DeadlineNow {
	out := slices.Clone(deadlines)
	slices.SortStableFunc(out, func(a, b engine.DeadlineNow) int {
		first, known := s.lastInstant(a.At)
		second, too := s.lastInstant(b.At)
		switch {
		case known && too:
			return first.Compare(second)
		case known:
			return -1
		case too:
			return 1
		}
		return 0
	})
	return out
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

// inWords adds what the service calls things. Nothing is called anything by an
// edition that cannot be used any more.
func (s *Site) inWords(view *renderer.Receipt, r submission.Receipt) {
	p, ok := r.Program.(*engine.Program)
	if !ok {
		return
	}
	view.Service = p.Words(p.Service().Title, view.Lang)
	if view.Office == nil {
		view.Office = s.officeNamed(p.Service().Sheet.Office.Value)
	}
	if r.Fees != nil && len(r.Fees.Parts) > 0 {
		view.Fees = renderer.NewCosts(view.Lang, p.Titled(r.Fees, view.Lang))
	}
	if r.Scores != nil && len(r.Scores.Parts) > 0 {
		view.Scores = renderer.NewCosts(view.Lang, p.Titled(r.Scores, view.Lang))
	}
}

// answers are what was sent, as text: the journey is walked again as it was then.
func answers(lang string, r submission.Receipt) []renderer.Section {
	if r.Program == nil {
		return nil
	}
	draft := engine.Draft{Answers: r.Given, Sent: true, Files: map[string]engine.File{}}
	for _, f := range r.Files {
		draft.Files[f.ID] = f
	}
	then := engine.Outside{Now: r.Received, Identity: identityThen(r.Evidence), Submitted: r.Received, Language: lang, Show: Show(lang)}
	return renderer.Sections(lang, r.Program.Pages(draft, then).Pages)
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

package web

import (
	"net/http"
	"net/url"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer"
)

func sheetAddress(service string) string { return servicesAddress + "/" + service }

func termsAddress(service string) string { return sheetAddress(service) + "/condizioni" }

// service finds the service that the address names.
func (s *Site) service(v *visit) (*engine.Program, error) {
	p, ok := s.Services.Service(v.part("service"))
	if !ok {
		return nil, errNoPage
	}
	return p, nil
}

// takes reports whether a service took applications when this visit began, and
// says why if it did not.
func (v *visit) takes(p *engine.Program) (bool, string) {
	now := p.Sheet(engine.Outside{Now: v.arrived})
	return now.Open, now.Closed
}

// windowRule is how the engine names the stop of a service that is not open.
const windowRule = "window"

func openNow(j *engine.Journey) (bool, string) {
	for _, stop := range j.Stops {
		if stop.Rule == windowRule {
			return false, stop.Text
		}
	}
	return true, ""
}

// sheet says what one should know before starting.
func (s *Site) sheet(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	return s.showSheet(w, v, p, http.StatusOK)
}

// showSheet writes the sheet, with the rating as it stands.
func (s *Site) showSheet(w http.ResponseWriter, v *visit, p *engine.Program, status int) error {
	view := s.sheetView(v, p)
	view.Rating = ratingView(v, sheetAddress(p.ID()), status)
	view.Rating.Page, view.Rating.Rated = true, view.Rating.Now
	s.show(w, v, status, "sheet", view)
	return nil
}

func (s *Site) sheetView(v *visit, p *engine.Program) renderer.Sheet {
	about := p.Service().Sheet
	f := s.inService(v, p, "")
	f = crumb(f, renderer.Link{Text: f.Service})
	words := func(t definitions.Text) string { return p.Words(t, f.Lang) }
	start := sheetAddress(p.ID()) + "/avvia"
	view := renderer.Sheet{
		Frame: f, Summary: words(about.Summary), Category: categoryOf(p, f.Words()), StartURL: start, StartAt: s.Address + start,
		Audience: words(about.Audience), Description: words(about.Description), How: words(about.How),
		Result: words(about.Result), Timing: words(about.Timing), Costs: words(about.Costs),
		Constraints: words(about.Constraints), Office: s.officeNamed(about.Office.Value),
	}
	for _, needed := range about.Needed {
		view.Needed = append(view.Needed, words(needed))
	}
	for _, t := range about.Topics {
		view.Topics = append(view.Topics, renderer.Link{Text: inItalian(t.Value, f.Lang), URL: servicesAddress + "?" + url.Values{"q": {t.Value}}.Encode()})
	}
	if about.Terms.Value != "" {
		view.TermsURL = termsAddress(p.ID())
	}
	s.times(&view, p)
	return view
}

// inItalian is a word of the national model that has no other languages.
func inItalian(word, language string) string {
	if language == "it" {
		return word
	}
	return engine.Foreign(word)
}

// times adds when one may apply, and how long it takes.
func (s *Site) times(view *renderer.Sheet, p *engine.Program) {
	words := view.Words()
	now := p.Sheet(engine.Outside{Now: s.now(), Language: view.Lang, Show: Show(view.Lang)})
	view.Open, view.Closed = now.Open, now.Closed
	if days, ok := now.Days.(value.Number); ok {
		view.Days = int(days.IntPart())
	}
	for _, at := range []struct {
		value value.Value
		key   string
	}{{now.Opens, "sheet.opens"}, {now.Closes, "sheet.closes"}} {
		if at.value != nil {
			past, _ := s.lastInstant(at.value)
			view.Dates = append(view.Dates, renderer.Milestone{
				Date: s.day(words, at.value), Title: words.Text(at.key, nil), Done: past.Before(s.now()),
			})
		}
	}
}

// terms are the conditions of a service.
func (s *Site) terms(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	f := s.inService(v, p, "")
	text := p.Words(p.Service().Sheet.Terms, f.Lang)
	if text == "" {
		return errNoPage
	}
	f.Title = f.Words().Text("sheet.terms.link", nil)
	f = crumb(f, renderer.Link{Text: f.Service, URL: sheetAddress(p.ID())}, renderer.Link{Text: f.Title})
	s.show(w, v, http.StatusOK, "terms", renderer.Terms{Frame: f, Text: text, SheetURL: sheetAddress(p.ID())})
	return nil
}

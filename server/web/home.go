package web

import (
	"net/http"
	"strings"
	"unicode"

	"sportello/engine"
	"sportello/renderer"
)

// home shows all services.
func (s *Site) home(w http.ResponseWriter, v *visit) error {
	f := s.frame(v, "Servizi")
	s.show(w, v, http.StatusOK, "home", renderer.Home{Frame: f, Categories: s.categories("")})
	return nil
}

// list shows the services that hold what was searched for.
func (s *Site) list(w http.ResponseWriter, v *visit) error {
	wanted := strings.TrimSpace(v.URL.Query().Get("q"))
	if len(wanted) > 200 {
		wanted = ""
	}
	f := crumb(s.frame(v, "Servizi"), renderer.Link{Text: "Home", URL: "/"}, renderer.Link{Text: "Servizi"})
	s.show(w, v, http.StatusOK, "home", renderer.Home{Frame: f, Query: wanted, Categories: s.categories(wanted)})
	return nil
}

// otherCategory holds services whose sheet names none.
const otherCategory = "Altri servizi"

// categories groups the services that hold the words wanted, in the order in
// which the first of each category stands.
func (s *Site) categories(wanted string) []renderer.Category {
	var out []renderer.Category
	at := map[string]int{}
	for _, p := range s.Services.All() {
		if !matches(p, wanted) {
			continue
		}
		title := p.Service().Sheet.Category.Value
		if title == "" {
			title = otherCategory
		}
		if _, seen := at[title]; !seen {
			at[title] = len(out)
			out = append(out, renderer.Category{ID: slug(title), Title: title})
		}
		c := &out[at[title]]
		c.Services = append(c.Services, s.card(p))
	}
	return out
}

func (s *Site) card(p *engine.Program) renderer.Card {
	open, status := s.takes(p)
	return renderer.Card{
		Title: p.Service().Title.Value, Summary: p.Service().Sheet.Summary.Value,
		URL: sheetAddress(p.ID()), Open: open, Status: status,
	}
}

// takes reports whether a service takes applications now, and says why if it
// does not.
func (s *Site) takes(p *engine.Program) (bool, string) {
	return openNow(p.Walk(engine.Draft{}, engine.Outside{Now: s.now(), Show: Show("it")}))
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

// matches reports whether a service speaks of every word wanted.
func matches(p *engine.Program, wanted string) bool {
	sheet := p.Service().Sheet
	text := plainWords(strings.Join([]string{
		p.Service().Title.Value, sheet.Category.Value, sheet.Summary.Value, sheet.Audience.Value, sheet.Description.Value,
	}, " "))
	for _, word := range strings.Fields(plainWords(wanted)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

var accents = strings.NewReplacer(
	"à", "a", "á", "a", "è", "e", "é", "e", "ì", "i", "í", "i", "ò", "o", "ó", "o", "ù", "u", "ú", "u", "’", "'",
)

// plainWords takes case and accents away.
func plainWords(s string) string { return accents.Replace(strings.ToLower(s)) }

// slug makes an id of words: "Cultura e tempo libero" is cultura-e-tempo-libero.
func slug(words string) string {
	return strings.Join(strings.FieldsFunc(plainWords(words), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}

func sheetAddress(service string) string { return "/servizi/" + service }

// service finds the service that the address names.
func (s *Site) service(v *visit) (*engine.Program, error) {
	p, ok := s.Services.Service(v.part("service"))
	if !ok {
		return nil, errNoPage
	}
	return p, nil
}

// sheet says what one should know before starting.
func (s *Site) sheet(w http.ResponseWriter, v *visit) error {
	p, err := s.service(v)
	if err != nil {
		return err
	}
	about := p.Service().Sheet
	open, closed := s.takes(p)
	f := s.inService(v, p, "")
	f = crumb(f, renderer.Link{Text: f.Service})
	view := renderer.Sheet{
		Frame: f, Summary: about.Summary.Value, Open: open, Closed: closed,
		Category: renderer.Link{Text: about.Category.Value, URL: "/servizi#" + slug(about.Category.Value)},
		StartURL: sheetAddress(p.ID()) + "/avvia", ServiceURL: s.Address + sheetAddress(p.ID()),
		Audience: about.Audience.Value, Description: about.Description.Value, How: about.How.Value,
		Result: about.Result.Value, Timing: about.Timing.Value, Costs: about.Costs.Value,
		Constraints: about.Constraints.Value, Terms: about.Terms.Value, Office: s.officeNamed(about.Office.Value),
	}
	for _, needed := range about.Needed {
		view.Needed = append(view.Needed, needed.Value)
	}
	s.show(w, v, http.StatusOK, "sheet", view)
	return nil
}

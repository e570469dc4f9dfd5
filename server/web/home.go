package web

import (
	"net/http"
	"strings"

	"sportello/definitions"
	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
)

// servicesAddress is where all services are listed.
const servicesAddress = "/servizi"

// onHome is how many services the home page shows.
const onHome = 9

// home is where the site begins.
func (s *Site) home(w http.ResponseWriter, v *visit) error {
	f := s.titled(v, "home.title")
	all := s.cards(v, everything)
	s.show(w, v, http.StatusOK, "home", renderer.Home{Frame: f, Categories: s.categories(f.Words()), Services: all[:min(len(all), onHome)]})
	return nil
}

// list shows all services, or those that speak of what was searched for.
func (s *Site) list(w http.ResponseWriter, v *visit) error {
	wanted := strings.TrimSpace(v.URL.Query().Get("q"))
	if len(wanted) > maxQuery {
		wanted = ""
	}
	f := s.titled(v, "home.title")
	f.Crumbs = s.crumbs(f, renderer.Link{Text: f.Title})
	view := renderer.Services{
		Frame: f, Heading: f.Title, Lead: f.Words().Text("services.lead", nil), Query: wanted, Categories: s.categories(f.Words()),
	}
	view.Services = s.cards(v, func(p *engine.Program) bool { return matches(p, wanted, f.Lang) })
	s.show(w, v, http.StatusOK, "services", view)
	return nil
}

// category shows the services of one category.
func (s *Site) category(w http.ResponseWriter, v *visit) error {
	title, ok := categoryNamed(v.part("category"))
	if !ok {
		return errNoPage
	}
	f := s.frame(v, "")
	f.Title = categoryWords(f.Words(), title)
	f.Crumbs = s.crumbs(f, renderer.Link{Text: f.Words().Text("home.title", nil), URL: servicesAddress}, renderer.Link{Text: f.Title})
	of := func(p *engine.Program) bool { return p.Service().Sheet.Category.Value == title }
	s.show(w, v, http.StatusOK, "services", renderer.Services{Frame: f, Heading: f.Title, Services: s.cards(v, of)})
	return nil
}

func everything(*engine.Program) bool { return true }

// cards are the services that are meant, in their order.
func (s *Site) cards(v *visit, meant func(*engine.Program) bool) []renderer.Card {
	var out []renderer.Card
	for _, p := range s.Services.All() {
		if meant(p) {
			out = append(out, s.card(v, p))
		}
	}
	return out
}

func (s *Site) card(v *visit, p *engine.Program) renderer.Card {
	lang := s.language(v)
	now := p.Sheet(engine.Outside{Now: s.now(), Language: lang, Show: Show(lang)})
	opens, known := s.firstInstant(now.Opens)
	return renderer.Card{
		Title: p.Words(p.Service().Title, lang), Summary: p.Words(p.Service().Sheet.Summary, lang), Category: categoryOf(p, locale.For(lang)),
		URL: sheetAddress(p.ID()), Open: now.Open, Soon: !now.Open && known && opens.After(v.arrived),
		Status: inLanguage(p, now.Closed, lang),
	}
}

// inLanguage is what a program said on a screen in a language that it may not
// speak.
func inLanguage(p *engine.Program, said, language string) string {
	if p.Language(language) == language {
		return said
	}
	return engine.Foreign(said)
}

// categories are those that have services, in the order of the catalogue.
func (s *Site) categories(w locale.Words) []renderer.Category {
	var out []renderer.Category
	for _, title := range definitions.Categories() {
		count := 0
		for _, p := range s.Services.All() {
			if p.Service().Sheet.Category.Value == title {
				count++
			}
		}
		if count > 0 {
			out = append(out, renderer.Category{Title: categoryWords(w, title), URL: categoryAddress(title), Count: count})
		}
	}
	return out
}

// categoryOf is the category of a service with the address of its page.
func categoryOf(p *engine.Program, w locale.Words) renderer.Link {
	title := p.Service().Sheet.Category.Value
	if _, known := categoryNamed(slug(title)); !known {
		return renderer.Link{}
	}
	return renderer.Link{Text: categoryWords(w, title), URL: categoryAddress(title)}
}

// categoryWords is what a category is called in a language.
func categoryWords(w locale.Words, title string) string { return w.Text("category."+slug(title), nil) }

func categoryAddress(title string) string { return servicesAddress + "/categorie/" + slug(title) }

// categoryNamed finds a category of the catalogue by the end of its address.
func categoryNamed(name string) (string, bool) {
	for _, title := range definitions.Categories() {
		if slug(title) == name {
			return title, true
		}
	}
	return "", false
}

// Package showroom serves the gallery: every screen and every type of field in
// the states that matter, each at an address of its own, in every language. It is
// for the eyes of whoever changes a style or a text, and for tests that need a
// browser. No service and no citizen is behind it; it is no part of a site.
package showroom

import (
	"bytes"
	"net/http"

	"sportello/renderer"
	"sportello/renderer/gallery"
	"sportello/renderer/locale"
	"sportello/server/web"
)

// Showroom shows the gallery. It is safe for use by many requests at once.
type Showroom struct {
	renderer *renderer.Renderer
	assets   map[string]renderer.Asset
	screens  map[string]gallery.Screen // by their addresses
}

// New makes a showroom with the assets that are compiled in.
func New() (*Showroom, error) {
	assets, err := renderer.LoadAssets()
	if err != nil {
		return nil, err
	}
	s := &Showroom{assets: assets.Table(), screens: map[string]gallery.Screen{}}
	for _, lang := range Languages() {
		all := gallery.Screens(lang)
		s.screens[Address(lang, "")] = list(lang, all)
		for _, screen := range all {
			s.screens[Address(lang, screen.Name)] = screen
		}
	}
	s.renderer, err = renderer.New(assets)
	return s, err
}

// Address is where a screen stands, in a language; without a name, all of them.
func Address(lang, name string) string { return "/" + lang + "/" + name }

// Languages are those that the screens are shown in.
func Languages() []string { return locale.Languages() }

// ServeHTTP answers with a screen, with what it refers to, or with the list of all.
func (s *Showroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if asset, ok := s.assets[r.URL.Path]; ok {
		w.Header().Set("Content-Type", asset.Type)
		w.Write(asset.Content) // whoever went away needs no answer
		return
	}
	switch screen, ok := s.screens[r.URL.Path]; {
	case r.URL.Path == "/":
		http.Redirect(w, r, Address(Languages()[0], ""), http.StatusFound)
	case ok:
		s.show(w, screen)
	default:
		http.NotFound(w, r)
	}
}

func (s *Showroom) show(w http.ResponseWriter, screen gallery.Screen) {
	var page bytes.Buffer
	if err := s.renderer.Render(&page, screen.Template, screen.View); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", web.Policy)
	page.WriteTo(w) // whoever went away needs no answer
}

// list leads to every screen in a language, and to the same list in the others.
func list(lang string, all []gallery.Screen) gallery.Screen {
	f := gallery.Frame(lang)
	f.Title, f.Service, f.Crumbs, f.Languages = "Gallery", "", nil, nil
	for _, other := range Languages() {
		f.Languages = append(f.Languages, renderer.Language{Tag: other, Name: locale.For(other).Name(), URL: Address(other, "")})
	}
	var cards []renderer.Card
	for _, s := range all {
		cards = append(cards, renderer.Card{Title: s.Name, URL: Address(lang, s.Name), Open: true})
	}
	return gallery.Screen{Name: "list", Template: "services", View: renderer.Services{Frame: f, Heading: f.Title, Services: cards}}
}

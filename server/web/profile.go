package web

import (
	"net/http"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
)

// profileAddress is where citizens see what is kept of them.
const profileAddress = areaAddress + "/dati"

// profile shows what the identity says of the person, and what they have kept.
func (s *Site) profile(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	if !v.signedIn() {
		goTo(w, v, areaAddress) // nothing is kept of who did not sign in
		return nil
	}
	kept, err := s.Desk.Profile(v.Context(), v.who())
	if err != nil {
		return err
	}
	f := s.frame(v, "")
	words := f.Words()
	f.Title = words.Text("profile.title", nil)
	f.Flash = s.profileFlash(v, words)
	f.Crumbs = s.crumbs(f, renderer.Link{Text: words.Text("area.title", nil), URL: areaAddress}, renderer.Link{Text: f.Title})
	view := renderer.Profile{Frame: f, Tabs: s.tabs(words), Certified: renderer.Certified(f.Lang, v.who().Identity)}
	for _, k := range kept {
		k.At = s.inZone(k.At)
		card := renderer.NewKept(f.Lang, s.keptItems(k, f.Lang), k, correctAddress(k.ID)+"/elimina")
		if s.Desk.Corrects(k) {
			card.CorrectURL = correctAddress(k.ID)
		}
		view.Kept = append(view.Kept, card)
	}
	s.show(w, v, http.StatusOK, "profile", view)
	return nil
}

// profileFlash is what was just done to what is kept, as the address says.
func (s *Site) profileFlash(v *visit, words locale.Words) string {
	switch query := v.URL.Query(); {
	case query.Has("eliminati"):
		return words.Text("profile.deleted", nil)
	case query.Has("corretti"):
		return words.Text("profile.corrected", nil)
	}
	return ""
}

// keptItems puts kept values into items, with the words of a service that asks
// for them: one that speaks the language, if there is any.
func (s *Site) keptItems(k engine.Kept, language string) []engine.ItemState {
	var found []engine.ItemState
	for _, p := range s.Services.All() {
		items := p.KeptItems(k, language)
		if items != nil && p.Language(language) == language {
			return items
		}
		if found == nil {
			found = items
		}
	}
	return found
}

// askToForget asks before kept values are deleted.
func (s *Site) askToForget(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	k, err := s.Desk.Kept(v.Context(), v.who(), v.part("kept"))
	if err != nil {
		return err
	}
	k.At = s.inZone(k.At)
	f := s.frame(v, "")
	words := f.Words()
	card := renderer.NewKept(f.Lang, nil, k, correctAddress(k.ID)+"/elimina")
	f.Title = words.Text("profile.delete.title", nil)
	f.Crumbs = s.crumbs(f, renderer.Link{Text: words.Text("area.title", nil), URL: areaAddress},
		renderer.Link{Text: words.Text("profile.title", nil), URL: profileAddress}, renderer.Link{Text: f.Title})
	s.show(w, v, http.StatusOK, "confirm", renderer.Confirm{
		Frame: f, Heading: f.Title, Action: card.DeleteURL, BackURL: profileAddress,
		Text: words.Text("profile.delete.text", locale.Args{"group": card.Title, "source": card.Source}),
		Yes:  words.Text("profile.delete.yes", nil), Back: words.Text("area.delete.no", nil),
	})
	return nil
}

// forget takes values out of the profile.
func (s *Site) forget(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	if err := s.Desk.Forget(v.Context(), v.who(), v.part("kept")); err != nil {
		return err
	}
	goTo(w, v, profileAddress+"?eliminati")
	return nil
}

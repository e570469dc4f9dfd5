package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"sportello/engine"
	"sportello/renderer"
	"sportello/server/submission"
)

// What a citizen has kept is corrected on a page like those of services. Nothing is
// stored on the way: what is typed travels with the form until it is valid.

func correctAddress(kept string) string { return profileAddress + "/" + kept }

// correct shows kept values as they would be corrected.
func (s *Site) correct(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	return s.typed(w, v, nil, "")
}

// postCorrection takes a page that was corrected. Its button says what for, as in
// postPage.
func (s *Site) postCorrection(w http.ResponseWriter, v *visit) error {
	if v.session == nil && s.canSignIn() {
		return s.signInFirst(w, v)
	}
	if ok, err := s.known(w, v); !ok {
		return err
	}
	if isUpload(v.Request) {
		return errBadRequest
	}
	posted, err := s.readPage(w, v)
	if err != nil {
		return err
	}
	switch verb, path, _ := strings.Cut(posted.action, ":"); verb {
	case "next", "":
		return s.takeCorrection(w, v, posted)
	case "add", "remove":
		return s.typed(w, v, posted, posted.action)
	case "find", "ask":
		return s.typed(w, v, posted, "")
	case "language":
		if s.choose(w, path) {
			v.chosen = path
		}
		return s.typed(w, v, posted, "")
	}
	return errBadRequest
}

// takeCorrection keeps a correction that is valid, and goes back to all that is
// kept.
func (s *Site) takeCorrection(w http.ResponseWriter, v *visit, posted *postedPage) error {
	c, err := s.Desk.Correct(v.Context(), s.speaking(v), v.part("kept"), posted.Post)
	switch {
	case errors.Is(err, submission.ErrConflict):
		return s.showCorrection(w, v, c, http.StatusConflict)
	case err != nil:
		return err
	case len(c.Page.Problems) > 0:
		return s.showCorrection(w, v, c, http.StatusUnprocessableEntity)
	case !c.Accepted():
		return s.showCorrection(w, v, c, http.StatusOK)
	}
	goTo(w, v, profileAddress+"?corretti")
	return nil
}

// typed shows the page as it is kept, or as it was typed, after one change.
func (s *Site) typed(w http.ResponseWriter, v *visit, posted *postedPage, action string) error {
	var form engine.Form
	if posted != nil {
		form = posted.Form
	}
	c, err := s.Desk.Correction(v.Context(), s.speaking(v), v.part("kept"), form, action)
	if err != nil {
		return err
	}
	if posted != nil {
		c.Revision = posted.Revision // whatever another window does meanwhile is told on saving
	}
	if !v.wantsFields() {
		return s.showCorrection(w, v, c, http.StatusOK)
	}
	view := s.correctionView(v, c)
	if action == "" {
		view.Told = appeared(view.Words(), form, c.Page.Shown)
	} else {
		_, path, _ := strings.Cut(action, ":")
		view.Told, view.Target = editedWords(view.Words(), c.Page.Items, action, path), strings.TrimPrefix(anchor(c.Page.Items, action, path), "#")
	}
	return s.showPart(w, v, http.StatusOK, view.Page)
}

// speaking is who the person is, with the language that they are spoken to in.
func (s *Site) speaking(v *visit) submission.Person {
	who := v.who()
	who.Language = s.language(v)
	return who
}

func (s *Site) showCorrection(w http.ResponseWriter, v *visit, c *submission.Correction, status int) error {
	if v.wantsFields() {
		return s.showPart(w, v, status, s.correctionView(v, c).Page)
	}
	view := s.correctionView(v, c)
	view.Conflict = status == http.StatusConflict
	s.show(w, v, status, "correct", view)
	return nil
}

func (s *Site) correctionView(v *visit, c *submission.Correction) renderer.Correction {
	f := s.frame(v, "")
	if f.Lang != c.Language {
		f.Lang, f.Wanted = c.Language, f.Lang
	}
	f.Languages = s.languageLinks(v, nil)
	c.Kept.At = s.inZone(c.Kept.At)
	view := renderer.NewCorrection(f, c.Kept, *c.Page, strconv.FormatInt(c.Revision, 10))
	view.Action, view.BackURL = correctAddress(c.Kept.ID), profileAddress
	view.Crumbs = s.crumbs(f, renderer.Link{Text: f.Words().Text("area.title", nil), URL: areaAddress},
		renderer.Link{Text: f.Words().Text("profile.title", nil), URL: profileAddress}, renderer.Link{Text: view.Name})
	return view
}

// keepTypedCorrection shows a correction that was carried over a sign-in.
func (s *Site) keepTypedCorrection(w http.ResponseWriter, v *visit, kept string, posted *postedPage) error {
	v.Request = mux.SetURLVars(v.Request, map[string]string{"kept": kept})
	return s.typed(w, v, posted, "")
}

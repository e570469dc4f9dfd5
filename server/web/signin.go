package web

import (
	"net/http"
	"net/url"
	"strings"

	"sportello/renderer"
)

// signIn is where fictitious citizens sign in to a demonstration.
func (s *Site) signIn(w http.ResponseWriter, v *visit) error {
	if !s.Demo {
		return errNoPage
	}
	s.show(w, v, http.StatusOK, "entry", s.signInView(v, v.URL.Query().Get("ritorno")))
	return nil
}

func (s *Site) signInView(v *visit, back string) renderer.Entry {
	f := s.frame(v, "Accesso")
	f.Crumbs = []renderer.Link{{Text: "Home", URL: "/"}, {Text: "Accesso"}}
	return renderer.Entry{Frame: f, Action: "/accesso", SignIn: true, OnlySignIn: true, Citizens: citizens(), Return: localAddress(back)}
}

func (s *Site) postSignIn(w http.ResponseWriter, v *visit) error {
	if !s.Demo {
		return errNoPage
	}
	if err := v.form(); err != nil {
		return err
	}
	back := localAddress(v.PostForm.Get("ritorno"))
	found, err := s.signInAs(w, v, v.PostForm.Get("citizen"))
	if err != nil {
		return err
	}
	if !found {
		view := s.signInView(v, back)
		view.Kept = stillKept(v)
		view.Errors = []renderer.ErrorLink{noCitizen}
		s.show(w, v, http.StatusUnprocessableEntity, "entry", view)
		return nil
	}
	return s.keepKept(w, v, back)
}

var noCitizen = renderer.ErrorLink{Text: "Scegli una persona", URL: "#citizen-0"}

// signInAs opens a session of a fictitious citizen; false if there is none.
func (s *Site) signInAs(w http.ResponseWriter, v *visit, id string) (bool, error) {
	for _, c := range fictitious {
		if c.id == id {
			session := c.session(s.now())
			session.Guest = v.guest()
			return true, s.open(w, v, session)
		}
	}
	return false, nil
}

func (s *Site) signOut(w http.ResponseWriter, v *visit) error {
	if v.session != nil {
		if err := s.Sessions.DeleteSession(v.Context(), v.session.Key); err != nil {
			return err
		}
	}
	v.session = nil
	s.dropCookie(w)
	s.show(w, v, http.StatusOK, "message", renderer.NewMessage(s.frame(v, ""), "signed_out"))
	return nil
}

func signInAddress(back string) string { return "/accesso?" + url.Values{"ritorno": {back}}.Encode() }

// localAddress keeps an address to come back to inside the site.
func localAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/area"
	}
	return u.EscapedPath()
}

package web

import (
	"net/http"
	"net/url"
	"strings"

	"sportello/renderer"
)

// signIn is where one chooses how to sign in; in a demonstration, as whom.
func (s *Site) signIn(w http.ResponseWriter, v *visit) error {
	if !s.canSignIn() {
		return errNoPage
	}
	s.show(w, v, http.StatusOK, "entry", s.signInView(v, v.URL.Query().Get("ritorno"), usualLevel))
	return nil
}

// signInView offers to sign in at a level.
func (s *Site) signInView(v *visit, back string, level int) renderer.Entry {
	f := s.titled(v, "entry.signin")
	f.Crumbs = s.crumbs(f, here(f, "entry.signin"))
	back = localAddress(back)
	return renderer.Entry{
		Frame: f, Action: "/accesso", SignIn: true, OnlySignIn: true,
		Citizens: s.citizens(f.Words()), Providers: s.buttons(f, back, level), Return: back,
	}
}

// postSignIn signs a fictitious citizen in.
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
		view := s.signInView(v, back, usualLevel)
		view.Kept = hiddens(onlyKept(v.PostForm), "")
		view.Errors = []renderer.ErrorLink{citizenError(view.Frame, "entry.choose.error")}
		s.show(w, v, http.StatusUnprocessableEntity, "entry", view)
		return nil
	}
	return s.keepKept(w, v, back, v.PostForm)
}

// citizenError is an error about who signs in.
func citizenError(f renderer.Frame, key string) renderer.ErrorLink {
	return renderer.ErrorLink{Text: f.Words().Text(key, nil), URL: "#citizen-0"}
}

// signInAs opens a session of a fictitious citizen; false if there is none.
// What follows a + tells namesakes apart: a rehearsal needs thousands.
func (s *Site) signInAs(w http.ResponseWriter, v *visit, id string) (bool, error) {
	name, _, _ := strings.Cut(id, "+")
	for _, c := range fictitious {
		if c.id == name {
			session := c.session(id, s.now())
			session.Guest = v.guest()
			return true, s.open(w, v, session)
		}
	}
	return false, nil
}

// signOut ends the session here, and then where it began.
func (s *Site) signOut(w http.ResponseWriter, v *visit) error {
	leave := ""
	if v.session != nil {
		if err := s.Sessions.DeleteSession(v.Context(), v.session.Key); err != nil {
			return err
		}
		if p, err := s.provider(v.session.Provider); err == nil {
			leave = p.Leave(v.Context(), s.Address+"/uscita")
		}
	}
	v.session = nil
	s.dropCookie(w)
	if leave != "" {
		s.handOver(w, v, "leaving", leave)
		return nil
	}
	return s.signedOut(w, v)
}

// signedOut is where a provider sends those back who signed out.
func (s *Site) signedOut(w http.ResponseWriter, v *visit) error {
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

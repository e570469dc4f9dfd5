package web

import (
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"sportello/server/submission"
)

// visit is a request with who makes it.
type visit struct {
	*http.Request
	arrived time.Time           // the instant by which what they ask is judged
	session *submission.Session // nil if there is none
	asGuest bool                // acts as who they were before they signed in

	chosen   string // the language that they chose, or ""
	accepted string // the language that their browser asks for, if it is offered
	draft    string // the language of the draft they look at
}

// newVisit is the visit of nobody in particular.
func (s *Site) newVisit(r *http.Request) *visit {
	v := &visit{Request: r, arrived: noteOf(r).arrived}
	s.listen(v)
	return v
}

// visited makes a handler of a screen.
func (s *Site) visited(pattern string, show screen) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		noteOf(r).route = pattern
		v := s.newVisit(r)
		if s.asksLanguage(w, v) {
			return
		}
		session, err := s.sessionOf(w, r)
		if err == nil {
			v.session = session
			err = show(w, v)
		}
		if err != nil {
			s.fail(w, v, err)
		}
	})
}

// plain makes a handler of something that is no screen, and needs no session.
func (s *Site) plain(pattern string, serve http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		noteOf(r).route = pattern
		serve(w, r)
	})
}

// part is a part of the address: {draft}, {page}.
func (v *visit) part(name string) string { return mux.Vars(v.Request)[name] }

// signedIn reports whether somebody vouched for who this is.
func (v *visit) signedIn() bool { return v.session != nil && v.session.Issuer != "" }

// who is the person as the Desk knows them.
func (v *visit) who() submission.Person {
	var who submission.Person
	switch {
	case v.session == nil:
		return who
	case v.asGuest:
		who.Subject = v.session.Guest
	default:
		who = person(v.session)
	}
	who.Language, who.Asked = v.chosen, v.arrived
	return who
}

// guest is who the person is, or was, without having signed in; "" if nobody.
func (v *visit) guest() string {
	switch {
	case v.session == nil:
		return ""
	case v.signedIn():
		return v.session.Guest
	}
	return v.session.Subject
}

// hasGuest reports whether the person began something before they signed in.
func (v *visit) hasGuest() bool { return v.session != nil && v.session.Guest != "" }

// theirs does something with what belongs to the person, or to who they were
// before they signed in.
func (v *visit) theirs(do func() error) error {
	err := do()
	if errors.Is(err, submission.ErrNotFound) && v.hasGuest() && !v.asGuest {
		v.asGuest = true
		err = do()
	}
	return err
}

// name is what the person is called.
func (v *visit) name() string { return v.session.Claims["nome"] + " " + v.session.Claims["cognome"] }

// known asks who this is, sending those who are nobody to where they can say
// so and come back. It is true if the screen can go on.
func (s *Site) known(w http.ResponseWriter, v *visit) (bool, error) {
	switch {
	case v.session != nil:
		return true, nil
	case s.canSignIn() && v.Method != http.MethodPost:
		goTo(w, v, signInAddress(v.URL.Path))
		return false, nil
	}
	return false, errSignedOut
}

// goTo sends the browser on with a fresh request.
func goTo(w http.ResponseWriter, v *visit, address string) {
	http.Redirect(w, v.Request, address, http.StatusSeeOther)
}

// form reads an ordinary form.
func (v *visit) form() error {
	err := v.ParseForm()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return errors.Join(errBadRequest, err)
}

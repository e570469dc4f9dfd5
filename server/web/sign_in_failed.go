package web

import (
	"errors"
	"net/http"

	"sportello/renderer"
	"sportello/server/submission"
)

// signInFailures say why nobody was signed in, in words of the renderer's
// catalogue. The first that fits is taken.
var signInFailures = []struct {
	kind    error
	status  int
	message string
}{
	{submission.ErrDenied, http.StatusForbidden, "entry.denied"},
	{submission.ErrUntrusted, http.StatusForbidden, "entry.untrusted"},
	{submission.ErrUnavailable, http.StatusServiceUnavailable, "entry.down"},
	{errLateSignIn, http.StatusForbidden, "entry.late"},
	{errUnknownSignIn, http.StatusForbidden, "entry.unknown"},
}

// notSignedIn says why, and offers to sign in again: to the same place, with
// what was typed.
func (s *Site) notSignedIn(w http.ResponseWriter, v *visit, one submission.SignIn, err error) error {
	for _, failure := range signInFailures {
		if !errors.Is(err, failure.kind) {
			continue
		}
		s.tellSignIn(v, one, err)
		view, wrong := s.signInAgain(v, one.Back)
		if wrong != nil {
			return wrong
		}
		view.Notice = view.Words().Text(failure.message, nil)
		view.Kept = hiddens(one.Kept, "")
		if failure.status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "10")
		}
		s.show(w, v, failure.status, "entry", view)
		return nil
	}
	return err
}

// signInAgain is the entry to a service, if one was on the way to it; else that
// to the personal area.
func (s *Site) signInAgain(v *visit, back string) (renderer.Entry, error) {
	if p, ok := s.startedAt(back); ok {
		return s.entryView(v, p)
	}
	return s.signInView(v, back, usualLevel), nil
}

// tellSignIn tells the operator what they can do something about.
func (s *Site) tellSignIn(v *visit, one submission.SignIn, err error) {
	if errors.Is(err, submission.ErrUnavailable) || errors.Is(err, submission.ErrUntrusted) {
		s.Log.Error("nobody was signed in", "id", noteOf(v.Request).id, "provider", one.Provider, "error", err)
	}
}

// handOver sends the browser to another site where it was a form that was sent:
// by a page, which may lead anywhere.
func (s *Site) handOver(w http.ResponseWriter, v *visit, message, address string) {
	m := renderer.NewMessage(s.frame(v, ""), message)
	m.Links = []renderer.Link{{Text: m.Words().Text("message.onward", nil), URL: address}}
	w.Header().Set("Refresh", "0; url="+address)
	s.show(w, v, http.StatusOK, "message", m)
}

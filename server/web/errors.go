package web

import (
	"context"
	"errors"
	"net/http"

	"sportello/renderer"
	"sportello/server/submission"
)

// The kinds of errors that arise here.
var (
	errNoPage      = errors.New("no such page")
	errMethod      = errors.New("not to be used so")
	errCrossOrigin = errors.New("posted from another site")
	errBadRequest  = errors.New("not understood")
	errTooMany     = errors.New("too many at once")
	errSignedOut   = errors.New("nobody is signed in")
)

// refusals say which page an error becomes. The first that fits is taken.
var refusals = []struct {
	kind    error
	status  int
	message string // of the renderer's catalogue
}{
	{errNoPage, http.StatusNotFound, "not_found"},
	{submission.ErrNotFound, http.StatusNotFound, "not_found"},
	{errMethod, http.StatusMethodNotAllowed, "method"},
	{errCrossOrigin, http.StatusForbidden, "cross_origin"},
	{errBadRequest, http.StatusBadRequest, "bad_request"},
	{errTooMany, http.StatusTooManyRequests, "too_many"},
	{errSignedOut, http.StatusForbidden, "expired"},
	{submission.ErrForbidden, http.StatusForbidden, "expired"},
	{submission.ErrUnavailable, http.StatusServiceUnavailable, "busy"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "busy"},
}

// fail answers with the page of an error. Only those that are nobody's but
// ours are told to the log.
func (s *Site) fail(w http.ResponseWriter, v *visit, err error) {
	status, message := http.StatusInternalServerError, "internal"
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		status, message = http.StatusRequestEntityTooLarge, "too_large"
	}
	for _, r := range refusals {
		if errors.Is(err, r.kind) {
			status, message = r.status, r.message
			break
		}
	}
	n := noteOf(v.Request)
	if status >= 500 {
		s.Log.Error("request failed", "id", n.id, "route", n.route, "error", err)
	}
	m := renderer.NewMessage(s.frame(v, ""), message)
	if status >= 500 {
		m.Code = n.id
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "60")
	}
	if message == "expired" && m.SignInURL != "" {
		m.Links = append([]renderer.Link{{Text: m.Words().Text("header.signin", nil), URL: m.SignInURL}}, m.Links...)
	}
	s.show(w, v, status, "message", m)
}

// show writes a page. If it cannot be made, it says so in plain words.
func (s *Site) show(w http.ResponseWriter, v *visit, status int, name string, view renderer.View) {
	page := &held{}
	if err := s.renderer.Render(page, name, view); err != nil {
		n := noteOf(v.Request)
		s.Log.Error("page not rendered", "id", n.id, "route", n.route, "page", name, "error", err)
		http.Error(w, "Qualcosa non ha funzionato. Codice per l'assistenza: "+n.id, http.StatusInternalServerError)
		return
	}
	send(w, v.Request, status, page)
}

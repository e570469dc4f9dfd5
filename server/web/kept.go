package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// keptPrefix is what names have of a page that was posted after its session had
// ended, while somebody signs in again.
const keptPrefix = "kept:"

// signInFirst carries a posted page over a new sign-in, so that nothing typed
// is lost when a session ends. Files that were chosen must be chosen again.
func (s *Site) signInFirst(w http.ResponseWriter, v *visit) error {
	if isUpload(v.Request) {
		return errSignedOut // not to be read before it is known whose it is
	}
	if err := v.form(); err != nil {
		return err
	}
	view := s.signInView(v, v.URL.Path, usualLevel)
	view.Expired, view.Kept = true, hiddens(v.PostForm, keptPrefix)
	view.Title = view.Words().Text("message.expired.title", nil)
	s.show(w, v, http.StatusForbidden, "entry", view)
	return nil
}

// tooLow asks somebody who goes on with a draft to sign in at the level that its
// service needs. What they posted is carried along.
func (s *Site) tooLow(w http.ResponseWriter, v *visit, needed int) error {
	view := s.signInView(v, v.URL.Path, needed)
	view.Notice = view.Words().Text("entry.low", locale.Args{"level": strconv.Itoa(needed)})
	view.Kept = hiddens(v.PostForm, keptPrefix)
	s.show(w, v, http.StatusForbidden, "entry", view)
	return nil
}

// hiddens are values to be carried along, each name with a prefix.
func hiddens(form url.Values, prefix string) []renderer.Hidden {
	var out []renderer.Hidden
	for name, values := range form {
		for _, text := range values {
			out = append(out, renderer.Hidden{Name: prefix + name, Value: text})
		}
	}
	slices.SortStableFunc(out, func(a, b renderer.Hidden) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// onlyKept is what was carried here already, to be carried on.
func onlyKept(form url.Values) url.Values {
	out := url.Values{}
	for name, values := range form {
		if strings.HasPrefix(name, keptPrefix) {
			out[name] = values
		}
	}
	return out
}

// keptPage is the page that was carried over a sign-in.
func keptPage(form url.Values) *postedPage {
	posted := &postedPage{Post: submission.Post{Form: engine.Form{}}}
	for name, values := range form {
		if name, ok := strings.CutPrefix(name, keptPrefix); ok {
			posted.add(name, values...)
		}
	}
	return posted
}

// keepKept stores a page that was carried over a sign-in, as it was typed, and
// shows it. If the draft is somebody else's there is none.
func (s *Site) keepKept(w http.ResponseWriter, v *visit, back string, form url.Values) error {
	posted := keptPage(form)
	if kept, correcting := strings.CutPrefix(back, profileAddress+"/"); correcting && len(posted.Form) > 0 {
		return s.keepTypedCorrection(w, v, kept, posted)
	}
	draft, page, ok := strings.Cut(strings.TrimPrefix(back, "/domande/"), "/pagine/")
	if len(posted.Form) == 0 || !ok {
		goTo(w, v, back)
		return nil
	}
	v.Request = mux.SetURLVars(v.Request, map[string]string{"draft": draft, "page": page})
	posted.Page = page
	turn, err := s.Desk.Edit(v.Context(), v.who(), draft, posted.Post, "")
	if errors.Is(err, submission.ErrNotFound) {
		goTo(w, v, "/area")
		return nil
	}
	if done, err := s.notKept(w, v, turn, err); done {
		return err
	}
	goTo(w, v, back)
	return nil
}

package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"sportello/engine"
	"sportello/renderer"
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
	view := s.signInView(v, v.URL.Path)
	view.Expired, view.Kept = true, carried(v, keptPrefix)
	view.Title = view.Words().Text("message.expired.title", nil)
	s.show(w, v, http.StatusForbidden, "entry", view)
	return nil
}

// carried is what was posted, each name with a prefix.
func carried(v *visit, prefix string) []renderer.Hidden {
	var out []renderer.Hidden
	for name, values := range v.PostForm {
		for _, text := range values {
			out = append(out, renderer.Hidden{Name: prefix + name, Value: text})
		}
	}
	slices.SortStableFunc(out, func(a, b renderer.Hidden) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// stillKept is what was carried here already, to be carried on.
func stillKept(v *visit) []renderer.Hidden {
	return slices.DeleteFunc(carried(v, ""), func(h renderer.Hidden) bool { return !strings.HasPrefix(h.Name, keptPrefix) })
}

// keptPage is the page that was carried over a sign-in.
func keptPage(v *visit) *postedPage {
	posted := &postedPage{Post: submission.Post{Form: engine.Form{}}}
	for name, values := range v.PostForm {
		if name, ok := strings.CutPrefix(name, keptPrefix); ok {
			posted.add(name, values...)
		}
	}
	return posted
}

// keepKept stores a page that was carried over a sign-in, as it was typed, and
// shows it. If the draft is somebody else's there is none.
func (s *Site) keepKept(w http.ResponseWriter, v *visit, back string) error {
	posted := keptPage(v)
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

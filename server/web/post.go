package web

import (
	"errors"
	"net/http"
	"strings"

	"sportello/engine"
	"sportello/renderer"
	"sportello/server/submission"
)

// postPage takes a page that was filled in. Its button says what for:
//
//	next            check it and go on
//	back, save      keep it as it is
//	add:nucleo      add a row; remove:nucleo.2 takes one away
//	upload          keep the files that were chosen; drop:delega:ID removes one
//	find:comune     look among the options for what was typed
//	language:de     keep it as it is, and go on in another language
//	ask, keep       of a script: see live.go
//
// Where something is wrong the page comes back with status 422, with 200 if it
// only has more questions now, with 409 if another window changed the draft.
// Otherwise the browser is sent on.
func (s *Site) postPage(w http.ResponseWriter, v *visit) error {
	if v.session == nil && s.canSignIn() {
		return s.signInFirst(w, v)
	}
	return s.withDraft(w, v, func() error {
		posted, err := s.readPage(w, v)
		if err != nil {
			return err
		}
		if len(posted.refused) > 0 {
			return s.showRefused(w, v, posted)
		}
		verb, path, _ := strings.Cut(posted.action, ":")
		switch verb {
		case "next", "":
			return s.next(w, v, posted)
		case "back", "save", "language":
			return s.leave(w, v, posted, verb, path)
		case "add", "remove", "drop":
			return s.edit(w, v, posted, posted.action, path)
		case "upload":
			return s.edit(w, v, posted, "", posted.uploaded)
		case "find":
			return s.edit(w, v, posted, "", path)
		case "ask":
			return s.ask(w, v, posted)
		case "keep":
			return s.keepTyped(w, v, posted)
		}
		return errBadRequest
	})
}

// next checks a page and goes on.
func (s *Site) next(w http.ResponseWriter, v *visit, posted *postedPage) error {
	turn, err := s.Desk.Answer(v.Context(), v.who(), v.part("draft"), posted.Post)
	if done, err := s.notKept(w, v, turn, err); done {
		return err
	}
	outcome := outcomeOf(turn)
	s.stepped(turn.Draft, posted.Page, outcome)
	switch outcome {
	case "refused":
		return s.showPage(w, v, turn, http.StatusUnprocessableEntity)
	case "stopped":
		goTo(w, v, draftAddress(turn.Draft.ID)+"/esito")
	case "more":
		return s.showPage(w, v, turn, http.StatusOK)
	default:
		goTo(w, v, after(turn, posted.Page, v.changing()))
	}
	return nil
}

// outcomeOf names what came of a page that was posted.
func outcomeOf(turn *submission.Turn) string {
	switch {
	case len(turn.Page.Problems) > 0:
		return "refused"
	case len(turn.Page.Stops) > 0:
		return "stopped"
	case !turn.Accepted():
		return "more" // questions, now
	}
	return "accepted"
}

// leave keeps a page and goes elsewhere. A page that was accepted before, and
// still can be, stays accepted; any other is kept as typed.
func (s *Site) leave(w http.ResponseWriter, v *visit, posted *postedPage, verb, language string) error {
	turn, err := s.keep(v, posted)
	if done, err := s.notKept(w, v, turn, err); done {
		return err
	}
	switch verb {
	case "back":
		goTo(w, v, before(turn, posted.Page, v.changing()))
	case "language":
		s.choose(w, language)
		goTo(w, v, v.samePage(turn, posted.Page))
	default:
		goTo(w, v, v.samePage(turn, posted.Page, "salvata"))
	}
	return nil
}

func (s *Site) keep(v *visit, posted *postedPage) (*submission.Turn, error) {
	id, post := v.part("draft"), posted.Post
	before, err := s.Desk.Page(v.Context(), v.who(), id, post.Page)
	if err != nil {
		return nil, err
	}
	if before.Page != nil && before.Page.Done {
		turn, err := s.Desk.Answer(v.Context(), v.who(), id, post)
		if err != nil || turn.Page == nil || turn.Accepted() {
			return turn, err
		}
		post.Revision = turn.Draft.Revision
	}
	return s.Desk.Edit(v.Context(), v.who(), id, post, "")
}

// edit changes one thing on a page, and shows the page from there on.
func (s *Site) edit(w http.ResponseWriter, v *visit, posted *postedPage, action, path string) error {
	turn, err := s.Desk.Edit(v.Context(), v.who(), v.part("draft"), posted.Post, action)
	if done, err := s.notKept(w, v, turn, err); done {
		return err
	}
	to := anchor(turn.Page.Items, action, path)
	if v.wantsFields() {
		return s.edited(w, v, turn, action, strings.TrimPrefix(to, "#"))
	}
	goTo(w, v, v.samePage(turn, posted.Page)+to)
	return nil
}

// samePage is the address of the page that was posted, with what it is to say,
// and still remembering where one came from.
func (v *visit) samePage(t *submission.Turn, page string, marks ...string) string {
	if v.changing() {
		marks = append(marks, renderer.ChangeMark)
	}
	if len(marks) == 0 {
		return pageAddress(t.Draft, page)
	}
	return pageAddress(t.Draft, page) + "?" + strings.Join(marks, "&")
}

// anchor leads to what was changed: the row that was added, the list that a row
// was taken from, the field of a file.
func anchor(items []engine.ItemState, action, path string) string {
	switch verb, _, _ := strings.Cut(action, ":"); verb {
	case "add":
		if list, ok := itemAt(items, path); ok && len(list.Items) > 0 {
			path = list.Items[len(list.Items)-1].Path
		}
	case "remove":
		path = path[:max(strings.LastIndexByte(path, '.'), 0)]
	case "drop":
		path, _, _ = strings.Cut(path, ":")
	}
	if _, ok := itemAt(items, path); !ok {
		return ""
	}
	return "#f-" + path
}

// itemAt finds an item of a page by its path.
func itemAt(items []engine.ItemState, path string) (engine.ItemState, bool) {
	for _, item := range items {
		if item.Path == path && path != "" && item.Kind != engine.ContentItem {
			return item, true
		}
		if inner, ok := itemAt(item.Items, path); ok {
			return inner, true
		}
	}
	return engine.ItemState{}, false
}

// notKept answers where a post was not kept: because another window changed the
// draft, or because the page is not on the path any more. It is true if it has
// answered, or cannot.
func (s *Site) notKept(w http.ResponseWriter, v *visit, turn *submission.Turn, err error) (bool, error) {
	switch {
	case turn == nil:
		return true, err
	case errors.Is(err, submission.ErrConflict) && turn.Page != nil:
		return true, s.showPage(w, v, turn, http.StatusConflict)
	case errors.Is(err, submission.ErrConflict), err == nil && turn.Page == nil:
		goTo(w, v, onward(turn))
		return true, nil
	}
	return err != nil, err
}

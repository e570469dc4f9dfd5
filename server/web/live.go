package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// With JavaScript a page is the same, only quicker. Its script posts the form to
// where the form is posted anyway, and says in a header that it wants the fields
// back instead of a whole page. Two more verbs are for scripts alone: ask tells
// how the page would stand and keeps nothing, keep keeps it as typed.

// partHeader is the header by which a script asks for the fields of a page.
const partHeader = "Sportello-Part"

func (v *visit) wantsFields() bool { return v.Header.Get(partHeader) == "fields" }

// ask shows the fields as they would stand.
func (s *Site) ask(w http.ResponseWriter, v *visit, posted *postedPage) error {
	turn, err := s.Desk.Look(v.Context(), v.who(), v.part("draft"), posted.Post)
	if err != nil {
		return err
	}
	if turn.Page == nil {
		return errNoPage
	}
	v.inDraft(turn.Draft)
	words := s.frame(v, "").Words()
	return s.showFields(w, v, turn, http.StatusOK, appeared(words, posted.Form, turn.Page.Shown), "")
}

// appeared says how many questions a page has more, and less, than its form
// showed; "" if they are the same.
func appeared(words locale.Words, form engine.Form, now []string) string {
	var before []string
	for _, list := range form[engine.ShownName] {
		before = append(before, strings.Fields(list)...)
	}
	var told []string
	if n := missingFrom(before, now); n > 0 {
		told = append(told, words.Count("live.shown", n, nil))
	}
	if n := missingFrom(now, before); n > 0 {
		told = append(told, words.Count("live.gone", n, nil))
	}
	return strings.Join(told, " ")
}

// missingFrom counts what a list has and another has not.
func missingFrom(list, those []string) int {
	known := make(map[string]bool, len(list))
	for _, name := range list {
		known[name] = true
	}
	n := 0
	for _, name := range those {
		if !known[name] {
			n++
		}
	}
	return n
}

// showFields writes the fields of a page alone.
func (s *Site) showFields(w http.ResponseWriter, v *visit, t *submission.Turn, status int, told, target string) error {
	v.inDraft(t.Draft)
	view := renderer.NewPage(s.frame(v, ""), address(t.Draft), engine.Journey{}, *t.Page, strconv.FormatInt(t.Draft.Revision, 10))
	view.Told, view.Target = told, target
	if t.Stored != nil {
		view.Beside(t.Page, t.Stored)
	}
	return s.showPart(w, v, status, view)
}

// showPart writes the fields of a view alone.
func (s *Site) showPart(w http.ResponseWriter, v *visit, status int, view renderer.Page) error {
	page := &held{}
	if err := s.renderer.RenderPart(page, "fields", view); err != nil {
		return err
	}
	send(w, v.Request, status, page)
	return nil
}

// edited shows the fields after something on the page was changed.
func (s *Site) edited(w http.ResponseWriter, v *visit, t *submission.Turn, action, target string) error {
	v.inDraft(t.Draft)
	told := editedWords(s.frame(v, "").Words(), t.Page.Items, action, strings.TrimPrefix(target, "f-"))
	return s.showFields(w, v, t, http.StatusOK, told, target)
}

// editedWords says what was changed on a page.
func editedWords(words locale.Words, items []engine.ItemState, action, path string) string {
	switch verb, _, _ := strings.Cut(action, ":"); verb {
	case "remove":
		return words.Text("live.removed", nil)
	case "drop":
		return words.Text("live.dropped", nil)
	case "":
		return uploaded(words, items, path)
	}
	return ""
}

// uploaded names the file that a field got last; "" if it is no field for files.
func uploaded(words locale.Words, items []engine.ItemState, path string) string {
	field, _ := itemAt(items, path)
	if len(field.Files) == 0 {
		return ""
	}
	return words.Text("live.uploaded", locale.Args{"name": field.Files[len(field.Files)-1].Name})
}

// kept is what a script is told of a draft that was kept.
type kept struct {
	Revision string `json:"rev"`
	Told     string `json:"told"`
}

// keepTyped keeps a page as typed, while it is being filled in.
func (s *Site) keepTyped(w http.ResponseWriter, v *visit, posted *postedPage) error {
	turn, err := s.Desk.Edit(v.Context(), v.who(), v.part("draft"), posted.Post, "")
	if turn != nil {
		v.inDraft(turn.Draft)
	}
	words := s.frame(v, "").Words()
	switch {
	case errors.Is(err, submission.ErrAwaitingPayment):
		return err
	case errors.Is(err, submission.ErrConflict):
		return writeJSON(w, http.StatusConflict, kept{Told: words.Text("live.conflict", nil)})
	case err != nil:
		return err
	case turn.Page == nil:
		return errNoPage
	}
	at := s.inZone(s.now()).Format("15:04")
	return writeJSON(w, http.StatusOK, kept{
		Revision: strconv.FormatInt(turn.Draft.Revision, 10),
		Told:     words.Text("live.saved", locale.Args{"time": at}),
	})
}

func writeJSON(w http.ResponseWriter, status int, what any) error {
	content, err := json.Marshal(what)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(content) // whoever went away needs no answer
	return nil
}

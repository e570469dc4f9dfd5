package submission_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"sportello/engine"
	"sportello/server/submission"
)

const pdf = "%PDF-1.7\ntrailer <</Root 1 0 R>>\n%%EOF"

func TestFilesAreSent(t *testing.T) {
	c := newCounter(t)
	turn := c.answer(t, c.start(t, anna), "nome", form("nome", "Anna"))
	id := turn.Draft.ID
	wanted, err := c.Attach(ctx, anna, id, "delega.pdf", strings.NewReader(pdf))
	must(t, err)
	unwanted, err := c.Attach(ctx, anna, id, "altro.pdf", strings.NewReader(pdf+" "))
	must(t, err)
	turn = c.answer(t, turn, "modo", engine.Form{"modo": {"posta"}, "delega": {wanted.ID}})
	outcome, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
	must(t, err)
	same(t, len(outcome.Sent.Files), 1)
	same(t, outcome.Sent.Files[0], wanted)

	file, content, err := c.OpenFile(ctx, anna, wanted.ID)
	must(t, err)
	defer content.Close()
	same(t, file.Name, "delega.pdf")
	bytes, err := io.ReadAll(content)
	must(t, err)
	same(t, string(bytes), pdf)
	_, _, err = c.OpenFile(ctx, anna, unwanted.ID)
	mustBe(t, err, submission.ErrNotFound)
	held, err := c.store.Holds(ctx, unwanted.SHA256)
	must(t, err)
	same(t, held, false)
}

func TestDetach(t *testing.T) {
	c := newCounter(t)
	turn := c.answer(t, c.start(t, anna), "nome", form("nome", "Anna"))
	id := turn.Draft.ID
	file, err := c.Attach(ctx, anna, id, "delega.pdf", strings.NewReader(pdf))
	must(t, err)
	post := submission.Post{Page: "modo", Revision: turn.Draft.Revision, Form: engine.Form{"modo": {"pos"}, "delega": {file.ID}}}

	stale := post
	stale.Revision--
	_, err = c.Detach(ctx, anna, id, stale, "delega", file.ID)
	mustBe(t, err, submission.ErrConflict)
	_, _, err = c.OpenFile(ctx, anna, file.ID) // nothing was kept, so nothing is gone
	must(t, err)

	turn, err = c.Detach(ctx, anna, id, post, "delega", file.ID)
	must(t, err)
	same(t, turn.Page.Items[0].Raw[0], "pos")
	_, _, err = c.OpenFile(ctx, anna, file.ID)
	mustBe(t, err, submission.ErrNotFound)
}

func TestRefusedFile(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	_, err := c.Attach(ctx, anna, turn.Draft.ID, "Segreta.exe", strings.NewReader("MZ"))
	var refusal *submission.Refusal
	if !errors.As(err, &refusal) || refusal.Problem.Code != submission.FileType || strings.Contains(err.Error(), "Segreta") {
		t.Errorf("error is %v", err)
	}
}

func TestTooManyFiles(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	for i := range submission.MaxFiles {
		must(t, c.store.AddFile(ctx, turn.Draft.ID, "anna", engine.File{ID: fmt.Sprint(i)}, anna.SignedIn))
	}
	_, err := c.Attach(ctx, anna, turn.Draft.ID, "a.pdf", strings.NewReader(pdf))
	var refusal *submission.Refusal
	if !errors.As(err, &refusal) || refusal.Problem.Code != submission.FileTooMany {
		t.Errorf("error is %v", err)
	}
}

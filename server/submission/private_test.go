package submission_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"sportello/engine"
	"sportello/server/submission"
)

// everything calls each use case on a draft and a submission of Anna's.
func everything(t *testing.T, c counter, who submission.Person) map[string]error {
	t.Helper()
	turn := c.complete(t, "posta")
	file, err := c.Attach(ctx, anna, turn.Draft.ID, "a.pdf", strings.NewReader(pdf))
	must(t, err)
	other := c.complete(t, "posta")
	outcome, err := c.Submit(ctx, anna, other.Draft.ID, other.Draft.Revision)
	must(t, err)

	id, post := turn.Draft.ID, submission.Post{Page: "nome", Revision: turn.Draft.Revision, Form: form("nome", "Mia")}
	out := map[string]error{}
	_, out["Resume"] = c.Resume(ctx, who, id)
	_, out["Page"] = c.Page(ctx, who, id, "nome")
	_, out["Answer"] = c.Answer(ctx, who, id, post)
	_, out["Edit"] = c.Edit(ctx, who, id, post, "")
	_, out["Detach"] = c.Detach(ctx, who, id, post, "delega", file.ID)
	_, out["Attach"] = c.Attach(ctx, who, id, "a.pdf", strings.NewReader(pdf))
	_, _, out["OpenFile"] = c.OpenFile(ctx, who, file.ID)
	_, out["Submit"] = c.Submit(ctx, who, id, turn.Draft.Revision)
	_, out["Submit again"] = c.Submit(ctx, who, other.Draft.ID, other.Draft.Revision)
	_, out["GoBack"] = c.GoBack(ctx, who, id)
	_, out["Receipt"] = c.Receipt(ctx, who, outcome.Sent.Reference)
	_, out["Sent"] = c.Sent(ctx, who, other.Draft.ID)
	out["DeleteDraft"] = c.DeleteDraft(ctx, who, id)
	return out
}

func TestOnesOwnOnly(t *testing.T) {
	c := newCounter(t)
	for use, err := range everything(t, c, bruno) {
		t.Run(use, func(t *testing.T) { mustBe(t, err, submission.ErrNotFound) })
	}
	list, err := c.Drafts(ctx, bruno)
	must(t, err)
	same(t, len(list), 0)
	sent, err := c.Submissions(ctx, bruno)
	must(t, err)
	same(t, len(sent), 0)
}

func TestNobody(t *testing.T) {
	c := newCounter(t)
	for use, err := range everything(t, c, nobody) {
		t.Run(use, func(t *testing.T) { mustBe(t, err, submission.ErrForbidden) })
	}
	_, err := c.Start(ctx, nobody, "tessera", "it")
	mustBe(t, err, submission.ErrForbidden)
	_, err = c.Drafts(ctx, nobody)
	mustBe(t, err, submission.ErrForbidden)
	_, err = c.Submissions(ctx, nobody)
	mustBe(t, err, submission.ErrForbidden)
}

func TestNothingPersonalIsPrinted(t *testing.T) {
	draft := submission.Draft{ID: "d1", Content: []byte("Segreta"), Owner: "Segreta", Actor: anna.Evidence()}
	sent := submission.Submission{Reference: "r1", Owner: "Segreta", Evidence: anna.Evidence(),
		Record: engine.Record{Answers: json.RawMessage(`"Segreta"`)}}
	var out bytes.Buffer
	for _, log := range []*slog.Logger{slog.New(slog.NewTextHandler(&out, nil)), slog.New(slog.NewJSONHandler(&out, nil))} {
		log.Info("x", "person", anna, "draft", draft, "sent", sent, "evidence", anna.Evidence())
		log.Info("x", "draft", &draft, "sent", &sent)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		fmt.Fprintf(&out, verb+verb+verb+verb+verb, anna, draft, &draft, sent, anna.Evidence())
	}
	if strings.Contains(out.String(), "Segreta") || !strings.Contains(out.String(), "d1") {
		t.Error(out.String())
	}
}

package submission_test

import (
	"context"
	"testing"

	"sportello/server/submission"
)

// counted counts how often drafts are read and written.
type counted struct {
	submission.DraftStore
	reads, writes int
}

func (c *counted) Draft(ctx context.Context, id, owner string) (submission.Draft, error) {
	c.reads++
	return c.DraftStore.Draft(ctx, id, owner)
}

func (c *counted) SaveDraft(ctx context.Context, d submission.Draft) error {
	c.writes++
	return c.DraftStore.SaveDraft(ctx, d)
}

// Looking how a page would stand reads the draft once, and keeps nothing.
func TestLook(t *testing.T) {
	drafts := &counted{}
	c := newCounter(t).with(func(p *submission.Ports) { drafts.DraftStore, p.Drafts = p.Drafts, drafts })
	turn := c.start(t, anna)
	post := submission.Post{Page: "nome", Revision: 1, Form: form("nome", "Ann")}
	got, err := c.Look(ctx, anna, turn.Draft.ID, post)
	must(t, err)
	same(t, got.Page.Items[0].Raw[0], "Ann")
	same(t, got.Draft.Revision, int64(1))
	same(t, drafts.reads, 1)
	same(t, drafts.writes, 0)
	post.Page = "modo"
	got, err = c.Look(ctx, anna, turn.Draft.ID, post)
	must(t, err)
	if got.Page != nil {
		t.Error("a page that is not on the path is shown")
	}
	_, err = c.Look(ctx, bruno, turn.Draft.ID, post)
	mustBe(t, err, submission.ErrNotFound)
}

package submission_test

import (
	"errors"
	"io"
	"sync"
	"testing"

	"sportello/server/submission"
)

func TestWhatIsTypedIsKept(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	same(t, turn.Draft.Revision, int64(1))
	same(t, turn.Journey.Pages[0].ID, "nome")

	// Not valid: kept as typed, and said.
	turn, err := c.Answer(ctx, anna, turn.Draft.ID, submission.Post{Page: "nome", Revision: 1, Form: form("nome", "")})
	must(t, err)
	same(t, turn.Accepted(), false)
	same(t, turn.Page.Problems[0].Code, "required")
	same(t, turn.Draft.Revision, int64(2))
	page, err := c.Page(ctx, anna, turn.Draft.ID, "nome")
	must(t, err)
	same(t, len(page.Page.Problems), 1)

	turn = c.answer(t, turn, "nome", form("nome", "Anna"))
	again, err := c.Resume(ctx, anna, turn.Draft.ID)
	must(t, err)
	same(t, again.Draft.Revision, int64(3))
	same(t, again.Journey.Pages[1].ID, "modo")
	list, err := c.Drafts(ctx, anna)
	must(t, err)
	same(t, len(list), 1)
}

func TestPageThatIsNotOnThePath(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	post := submission.Post{Page: "modo", Revision: 1, Form: form("modo", "posta")}
	got, err := c.Answer(ctx, anna, turn.Draft.ID, post)
	must(t, err)
	if got.Page != nil || got.Draft.Revision != 1 || got.Journey.Pages[0].ID != "nome" {
		t.Errorf("%+v", got)
	}
	got, err = c.Edit(ctx, anna, turn.Draft.ID, post, "add:x")
	must(t, err)
	if got.Page != nil || got.Draft.Revision != 1 {
		t.Errorf("%+v", got)
	}
}

func TestTwoWindows(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	id := turn.Draft.ID
	c.answer(t, turn, "nome", form("nome", "Anna"))

	late := submission.Post{Page: "nome", Revision: 1, Form: form("nome", "Annamaria")}
	for _, post := range []func() (*submission.Turn, error){
		func() (*submission.Turn, error) { return c.Answer(ctx, anna, id, late) },
		func() (*submission.Turn, error) { return c.Edit(ctx, anna, id, late, "") },
	} {
		both, err := post()
		mustBe(t, err, submission.ErrConflict)
		same(t, both.Page.Items[0].Raw[0], "Annamaria")
		same(t, both.Stored.Items[0].Raw[0], "Anna")
		same(t, both.Draft.Revision, int64(2))
	}
	page, err := c.Page(ctx, anna, id, "nome")
	must(t, err)
	same(t, page.Page.Items[0].Raw[0], "Anna")

	// Having seen both, they may post theirs.
	late.Revision = 2
	turn, err = c.Answer(ctx, anna, id, late)
	must(t, err)
	same(t, turn.Page.Items[0].Raw[0], "Annamaria")
}

func TestDoubleClickIsNoConflict(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	post := submission.Post{Page: "nome", Revision: 1, Form: form("nome", "Anna")}
	for range 3 {
		got, err := c.Answer(ctx, anna, turn.Draft.ID, post)
		must(t, err)
		same(t, got.Accepted(), true)
		same(t, got.Draft.Revision, int64(2))
	}
}

func TestManyWindowsAtOnce(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	taken := make(chan bool, 16)
	var all sync.WaitGroup
	for i := range cap(taken) {
		all.Go(func() {
			typed := string(rune('a' + i))
			got, err := c.Answer(ctx, anna, turn.Draft.ID, submission.Post{Page: "nome", Revision: 1, Form: form("nome", typed)})
			if err != nil && (!errors.Is(err, submission.ErrConflict) || got == nil || got.Page.Items[0].Raw[0] != typed) {
				t.Errorf("%v, %v", got, err)
			}
			taken <- err == nil
		})
	}
	all.Wait()
	close(taken)
	won := 0
	for ok := range taken {
		if ok {
			won++
		}
	}
	same(t, won, 1)
}

func TestOneEditionToTheEnd(t *testing.T) {
	c := newCounter(t)
	begun := c.start(t, anna)
	c = c.with(func(p *submission.Ports) {
		p.Catalogue = submission.NewShelf([]submission.Program{second}, first)
	})
	same(t, c.start(t, anna).Draft.Edition, "hash-2")
	turn := c.answer(t, begun, "nome", form("nome", "Anna"))
	same(t, turn.Program.Label(), "1")

	c = c.with(func(p *submission.Ports) { p.Catalogue = submission.NewShelf([]submission.Program{second}) })
	_, err := c.Resume(ctx, anna, begun.Draft.ID)
	mustBe(t, err, submission.ErrUnavailable)
}

func TestAnotherLanguage(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	same(t, turn.Draft.Language, "it")
	german := anna
	german.Language = "de"
	_, err := c.Answer(ctx, german, turn.Draft.ID, submission.Post{Page: "nome", Revision: 1, Form: form("nome", "Anna")})
	must(t, err)
	again, err := c.Resume(ctx, anna, turn.Draft.ID)
	must(t, err)
	same(t, again.Draft.Language, "de")
}

func TestStartFails(t *testing.T) {
	c := newCounter(t)
	_, err := c.Start(ctx, anna, "no such service", "it")
	mustBe(t, err, submission.ErrNotFound)
	c = c.with(func(p *submission.Ports) { p.Random = failing{} })
	_, err = c.Start(ctx, anna, "tessera", "it")
	mustBe(t, err, io.ErrUnexpectedEOF)
}

func TestDeleteDraft(t *testing.T) {
	c := newCounter(t)
	turn := c.start(t, anna)
	must(t, c.DeleteDraft(ctx, anna, turn.Draft.ID))
	_, err := c.Resume(ctx, anna, turn.Draft.ID)
	mustBe(t, err, submission.ErrNotFound)
}

// Who is known less surely than a service needs neither begins nor goes on, and
// leaves no trace.
func TestTooLow(t *testing.T) {
	surely := fake{"tessera", "1", "hash-1", 2}
	c := newCounter(t).with(func(p *submission.Ports) { p.Catalogue = submission.NewShelf([]submission.Program{surely}) })
	low, high := anna, anna
	low.Level, high.Level = "1", "2"
	tooLow := func(err error) {
		t.Helper()
		if refused := (*submission.TooLow)(nil); !errors.As(err, &refused) || refused.Needed != 2 {
			t.Errorf("error is %v", err)
		}
	}
	_, err := c.Start(ctx, low, "tessera", "it")
	tooLow(err)
	turn := c.start(t, high)
	_, err = c.Resume(ctx, low, turn.Draft.ID)
	tooLow(err)
	_, err = c.Answer(ctx, low, turn.Draft.ID, submission.Post{Page: "nome", Revision: 1, Form: form("nome", "Anna")})
	tooLow(err)
	_, err = c.Submit(ctx, low, turn.Draft.ID, 1)
	tooLow(err)
	_, err = c.Resume(ctx, high, turn.Draft.ID)
	must(t, err)
}

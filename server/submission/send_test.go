package submission_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"sportello/server/submission"
)

func TestSubmit(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "posta")
	outcome, err := c.Submit(ctx, anna, turn.Draft.ID, turn.Draft.Revision)
	must(t, err)
	s := *outcome.Sent
	same(t, s.Reference, submission.Reference(2027, 1)) // it is next year in Rome
	same(t, s.Draft, turn.Draft.ID)
	same(t, s.Edition+s.Label+s.Language+s.Office, "hash-11iturp")
	same(t, string(s.Answers), `{"delega":"","modo":"posta","nome":"Anna"}`)
	same(t, s.Received, time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC))
	same(t, s.Evidence.Issuer+s.Evidence.Level+s.Evidence.Subject, "https://idp.exampleL2anna")
	same(t, s.Evidence.Claims["data_nascita"].(string), "1983-07-04")

	receipt, err := c.Receipt(ctx, anna, " "+strings.ToLower(strings.ReplaceAll(s.Reference, "-", " ")))
	must(t, err)
	same(t, receipt.Number, s.Number)
	same(t, receipt.Standing.State.Text, "Anna 23:30 tessera"+s.Draft)
	sent, err := c.Sent(ctx, anna, turn.Draft.ID)
	must(t, err)
	same(t, sent.Reference, s.Reference)
	list, err := c.Submissions(ctx, anna)
	must(t, err)
	same(t, len(list), 1)
	n := 0
	for e, err := range c.store.Events(ctx, 0) {
		must(t, err)
		same(t, e.Kind+e.Reference, submission.Sent+s.Reference)
		n++
	}
	same(t, n, 1)
	_, err = c.Resume(ctx, anna, turn.Draft.ID)
	mustBe(t, err, submission.ErrNotFound)
}

// A request is judged by the instant when it arrived; when it was written is
// stored beside it.
func TestReceivedWhenItArrived(t *testing.T) {
	c := newCounter(t)
	who := anna
	who.Asked = time.Date(2026, 12, 31, 22, 59, 59, 999_400_000, time.UTC) // still this year in Rome
	turn := c.complete(t, "posta")
	outcome, err := c.Submit(ctx, who, turn.Draft.ID, turn.Draft.Revision)
	must(t, err)
	same(t, outcome.Sent.Reference, submission.Reference(2026, 1))
	same(t, outcome.Sent.Received, time.Date(2026, 12, 31, 22, 59, 59, 999_000_000, time.UTC))
	same(t, outcome.Sent.Submitted, time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC))
}

func TestPressingAgain(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "posta")
	references := make(chan string, 24)
	var all sync.WaitGroup
	for range cap(references) {
		all.Go(func() {
			outcome, err := c.Submit(ctx, anna, turn.Draft.ID, turn.Draft.Revision)
			if err != nil {
				t.Error(err)
				return
			}
			references <- outcome.Sent.Reference
		})
	}
	all.Wait()
	close(references)
	for r := range references {
		same(t, r, submission.Reference(2027, 1))
	}
	same(t, len(c.exported(t)), 1)
}

func TestSubmitWhatTheSummaryShowed(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "posta")
	shown := turn.Draft.Revision
	turn = c.answer(t, turn, "nome", form("nome", "Another"))
	_, err := c.Submit(ctx, anna, turn.Draft.ID, shown)
	mustBe(t, err, submission.ErrConflict)
	same(t, len(c.exported(t)), 0)
	outcome, err := c.Submit(ctx, anna, turn.Draft.ID, turn.Draft.Revision)
	must(t, err)
	same(t, strings.Contains(string(outcome.Sent.Answers), "Another"), true)
}

func TestSubmitIncomplete(t *testing.T) {
	c := newCounter(t)
	turn := c.answer(t, c.start(t, anna), "nome", form("nome", "Anna"))
	outcome, err := c.Submit(ctx, anna, turn.Draft.ID, turn.Draft.Revision)
	must(t, err)
	same(t, len(outcome.Problems), 1)
	same(t, outcome.Problems[0].Page, "modo")
	same(t, outcome.Sent == nil && outcome.Waiting == nil, true)
}

func TestPaymentFirst(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "urgente")
	id := turn.Draft.ID
	for range 2 { // pressing again changes nothing
		outcome, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
		must(t, err)
		same(t, outcome.Waiting.State, submission.AwaitingPayment)
		same(t, outcome.Waiting.Revision, turn.Draft.Revision+1)
	}
	same(t, len(c.exported(t)), 0)

	_, err := c.Answer(ctx, anna, id, submission.Post{Page: "nome", Revision: 4, Form: form("nome", "X")})
	mustBe(t, err, submission.ErrAwaitingPayment)
	_, err = c.Attach(ctx, anna, id, "a.pdf", strings.NewReader(pdf))
	mustBe(t, err, submission.ErrAwaitingPayment)
	mustBe(t, c.DeleteDraft(ctx, anna, id), submission.ErrConflict)

	paid := submission.Payment{Provider: "pagopa", ID: "x1", Amount: "16.00", At: anna.SignedIn}
	_, err = c.Paid(ctx, "bruno", id, paid)
	mustBe(t, err, submission.ErrNotFound)
	var reference string
	for range 2 { // told twice
		outcome, err := c.Paid(ctx, "anna", id, paid)
		must(t, err)
		same(t, *outcome.Sent.Payment, paid)
		same(t, string(outcome.Sent.Answers), `{"delega":"","modo":"urgente","nome":"Anna"}`)
		reference = outcome.Sent.Reference
	}
	outcome, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
	must(t, err)
	same(t, outcome.Sent.Reference, reference)
	same(t, len(c.exported(t)), 1)
}

func TestGoingBackFromPayment(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "urgente")
	id := turn.Draft.ID
	_, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
	must(t, err)
	turn, err = c.GoBack(ctx, anna, id)
	must(t, err)
	same(t, turn.Draft.State, submission.Filling)
	again, err := c.GoBack(ctx, anna, id)
	must(t, err)
	same(t, again.Draft.Revision, turn.Draft.Revision)

	_, err = c.Paid(ctx, "anna", id, submission.Payment{ID: "late"})
	mustBe(t, err, submission.ErrConflict)
	turn = c.answer(t, turn, "modo", form("modo", "posta"))
	outcome, err := c.Submit(ctx, anna, id, turn.Draft.Revision)
	must(t, err)
	if outcome.Sent == nil || outcome.Sent.Payment != nil {
		t.Errorf("%+v", outcome)
	}
}

func TestReceiptOfAnEditionThatIsNotLoaded(t *testing.T) {
	c := newCounter(t)
	turn := c.complete(t, "posta")
	outcome, err := c.Submit(ctx, anna, turn.Draft.ID, turn.Draft.Revision)
	must(t, err)
	c = c.with(func(p *submission.Ports) { p.Catalogue = submission.NewShelf([]submission.Program{second}) })
	receipt, err := c.Receipt(ctx, anna, outcome.Sent.Reference)
	must(t, err)
	same(t, receipt.Standing == nil && receipt.Program == nil, true)
	same(t, string(receipt.Answers), string(outcome.Sent.Answers))
}

func TestReceiptOfNothing(t *testing.T) {
	c := newCounter(t)
	for _, reference := range []string{"", "2026-000001-Q", submission.Reference(2026, 9)} {
		if _, err := c.Receipt(ctx, anna, reference); !errors.Is(err, submission.ErrNotFound) {
			t.Errorf("%q: %v", reference, err)
		}
	}
}

// Package submission is what happens at the counter: a citizen starts an
// application, answers its pages, comes back next week, hands it in and gets a
// receipt.
//
// The Desk has one method for each of those. It asks the engine what the
// answers mean, and its stores to keep them; it knows neither HTTP nor SQL.
//
//	turn, err := desk.Start(ctx, who, "biblioteca-tessera", "it")
//	turn, err = desk.Answer(ctx, who, turn.Draft.ID, submission.Post{
//		Page: "dati", Revision: turn.Draft.Revision, Form: form,
//	})
//	outcome, err := desk.Submit(ctx, who, turn.Draft.ID, turn.Draft.Revision)
//
// Four promises hold whatever the store:
//
// One's own only. Every read and write names its owner. What belongs to
// somebody else is ErrNotFound, the same as what was never there.
//
// Nothing typed is lost. A page that is not valid is kept as it was typed.
// Whoever posts over a change made in another window gets ErrConflict together
// with a Turn that holds both: the page as they typed it, and as it is stored.
//
// Exactly one. A draft becomes one submission, however often the button is
// pressed. The id of the draft is the token: pressing again gives the receipt
// of the first time.
//
// Personal data stays out of errors and logs. Errors carry kinds and ids;
// Person, Draft and Submission print as their ids.
package submission

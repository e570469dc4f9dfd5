package definitions

// Total is a sum of parts, each with its reason.
type Total struct {
	Title       Text        `key:"title" doc:"What the sum is." eg:"Costi"`
	Provisional Text        `key:"provisional" doc:"Words that say that the office will confirm it."`
	Groups      []PartGroup `key:"groups" doc:"Parts that count together: at most so much, or only the highest of them."`
	Parts       []Part      `key:"parts" need:"yes" doc:"The parts. Rules read them as fee.<id> or score.<id>, and the sum as fee.total or score.total."`
	PayBefore   Expr        `key:"pay_before" doc:"For fees: when this holds, the application waits for the payment before it is sent."`
}

// PartGroup is a limit on parts that count together.
type PartGroup struct {
	ID    String   `key:"id" need:"yes" doc:"Its id. Rules read what it counts as fee.<id> or score.<id>." eg:"disabilita"`
	Title Text     `key:"title" need:"yes" doc:"What the parts have in common." eg:"Disabilità"`
	Take  String   `key:"take" doc:"all of its parts together, unless given, or only the highest." eg:"highest"`
	Max   Expr     `key:"max" doc:"The most that they count together." eg:"6"`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
	Pos   Pos
}

// Part is one reason to pay, or to have points.
type Part struct {
	ID     String   `key:"id" need:"yes" doc:"Its id." eg:"copie"`
	Title  Text     `key:"title" need:"yes" doc:"What it is for; may carry answers of the row, where there is one for each." eg:"Copie"`
	Each   String   `key:"each" doc:"A list, by its path: the part counts for each of its rows, and title, when and amount are about the row." eg:"nucleo"`
	Group  String   `key:"group" doc:"The group of parts that it counts in." eg:"disabilita"`
	When   Expr     `key:"when" doc:"It counts only when this holds."`
	Amount Expr     `key:"amount" need:"yes" doc:"How much. Unanswered while it holds blocks sending: it is never silently 0."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Flag is a mark that only the office sees.
type Flag struct {
	ID    String   `key:"flag" need:"yes" doc:"Its id." eg:"cf_provvisorio"`
	Title Text     `key:"title" doc:"What it means."`
	When  Expr     `key:"when" need:"yes" doc:"Set when this holds."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Route sends the application to an office.
type Route struct {
	Office String   `key:"office" need:"yes" doc:"The id of an office in the municipality's profile." eg:"urp"`
	When   Expr     `key:"when" doc:"It is taken when this holds."`
	Rule   []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Deadline is a date or instant that follows from the application and the
// facts about it. Its rule may read submission.at, submission.date, facts and
// the deadlines before it (deadline.<id>).
type Deadline struct {
	ID    String   `key:"id" need:"yes" doc:"Its id." eg:"conclusione"`
	Title Text     `key:"title" need:"yes" doc:"What must happen until then." eg:"Termine di conclusione"`
	When  Expr     `key:"when" doc:"There is such a deadline only when this holds."`
	Date  Expr     `key:"date" need:"yes" doc:"The last day or instant."`
	Text  Text     `key:"text" doc:"What follows if it passes; may carry answers and deadlines."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// State is what an application is in, as it follows from facts and the clock.
type State struct {
	ID    String   `key:"state" need:"yes" doc:"Its id." eg:"silenzio_rigetto"`
	Title Text     `key:"title" need:"yes" doc:"The words for it."`
	When  Expr     `key:"when" doc:"It is the present state when this holds and no state before it does."`
	Text  Text     `key:"text" doc:"What it means for the citizen, and what they can do."`
	Rule  []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

// Notice is a text with a condition.
type Notice struct {
	Text Text     `key:"text" need:"yes" doc:"The words (Markdown); may carry answers, deadlines and amounts."`
	When Expr     `key:"when" doc:"Said only when this holds."`
	Rule []String `key:"rule" one:"yes" doc:"The numbered rule of the procedure that this is."`
}

package engine

import "sportello/definitions"

// Codes of the faults that Compile finds, besides those of packages
// definitions and rule. They never change.
const (
	CodeCycle        = "cycle"
	CodeForward      = "forward-read"
	CodeNeverAsked   = "never-asked"
	CodeNotPlaced    = "not-on-a-page"
	CodeTwice        = "asked-twice"
	CodeNoField      = "no-such-field"
	CodeKind         = "wrong-item"
	CodeAs           = "wrong-as"
	CodeTaken        = "name-taken"
	CodeNoOptions    = "no-options"
	CodeOptions      = "wrong-options"
	CodeCheckOn      = "check-on"
	CodeNoSuchRef    = "no-such-answer"
	CodeOwn          = "wrong-own"
	CodeTextName     = "text-name"
	CodeTextUnsure   = "text-unanswered"
	CodeInput        = "block-input"
	CodeChange       = "block-change"
	CodeDefault      = "wrong-default"
	CodeParameter    = "unknown-parameter"
	CodeTableValue   = "table-value"
	CodeTableKey     = "table-key"
	CodeTableRange   = "table-range"
	CodeLocked       = "locked-default"
	CodeCompute      = "compute-value"
	CodePart         = "wrong-part"
	CodeRouteDefault = "route-default"
	CodeOffice       = "unknown-office"
	CodeSchema       = "schema"
	CodeDays         = "sheet-days"
	CodeOnceTwice    = "once-twice"
	CodeLookAlike    = "look-alike"
	CodeQuota        = "wrong-quota"

	CodeMaybeUnanswered = "maybe-unanswered"
)

// Codes lists every kind of mistake that this package finds itself.
func Codes() []definitions.Code {
	return []definitions.Code{
		{Name: CodeCycle, Meaning: "Names that use each other in a circle."},
		{Name: CodeForward, Meaning: "A rule or text reads what is asked after it."},
		{Name: CodeNeverAsked, Meaning: "A rule or text reads a field that no page has."},
		{Name: CodeNotPlaced, Meaning: "A field of the contract that no page has: it could never be answered."},
		{Name: CodeTwice, Meaning: "A field stands on two places."},
		{Name: CodeNoField, Meaning: "An item names a field that the contract does not have there."},
		{Name: CodeKind, Meaning: "An item of the wrong kind: field for a group, group for a list …"},
		{Name: CodeAs, Meaning: "as: says a type of field that there is not, or that the contract cannot hold."},
		{Name: CodeTaken, Meaning: "Two things of one name."},
		{Name: CodeNoOptions, Meaning: "A choice that offers nothing."},
		{Name: CodeOptions, Meaning: "Options on a field that is no choice, or from something that has no rows or no such column."},
		{Name: CodeCheckOn, Meaning: "An error that does not say which fields to change."},
		{Name: CodeNoSuchRef, Meaning: "on: or a role names something that is no answer."},
		{Name: CodeOwn, Meaning: "A fact of the citizen's own applications takes something that an application has not, or declares another type."},
		{Name: CodeTextName, Meaning: "What stands in braces in a text is not the name of an answer or value, or has no words; or a link to a page that the profile has not."},
		{Name: CodeTextUnsure, Meaning: "A text carries what may be unanswered, and does not say what stands there then."},
		{Name: CodeInput, Meaning: "A block is told something it does not ask for, or not all that it needs."},
		{Name: CodeChange, Meaning: "change: names something that the block does not have, or that cannot be changed so."},
		{Name: CodeDefault, Meaning: "A default that is not of its type."},
		{Name: CodeParameter, Meaning: "A municipality's value for a parameter that the service does not have, or of another type."},
		{Name: CodeTableValue, Meaning: "A cell of a table that is not of its column's type."},
		{Name: CodeTableKey, Meaning: "Two rows of a table whose keys are the same value."},
		{Name: CodeTableRange, Meaning: "Two rows of a table whose ranges hold the same value, or a range that ends before it begins."},
		{Name: CodeLocked, Meaning: "A field is locked, and there is no default to lock it to."},
		{Name: CodeCompute, Meaning: "A computed value without the rule that computes it."},
		{Name: CodeQuota, Meaning: "A quota without a limit, or a budget without the amount that an application takes of it."},
		{Name: CodePart, Meaning: "A part of fees or scores for each row of what is no list, or in a group that there is not."},
		{Name: CodeRouteDefault, Meaning: "The last route has a condition, so an application might go nowhere."},
		{Name: CodeDays, Meaning: "The longest time that the sheet tells is not what a deadline counts with."},
		{Name: CodeLookAlike, Meaning: "A field outside of a block asks what citizens are asked once only."},
		{Name: CodeOnceTwice, Meaning: "The same data of the person who applies are asked by two blocks."},
		{Name: CodeOffice, Meaning: "A route leads to an office that the profile does not have."},
		{Name: CodeSchema, Meaning: "The published schema does not compile. This is a mistake of the program, not of the author."},
		{Name: CodeMaybeUnanswered, Meaning: "A warning: != or not over a field that may be unanswered, and then holds."},
	}
}

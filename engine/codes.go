package engine

// Codes of the faults that Compile finds, besides those of packages
// definitions and rule.
const (
	CodeCycle        = "cycle"             // names that use each other in a circle
	CodeForward      = "forward-read"      // a rule reads what is asked later
	CodeNeverAsked   = "never-asked"       // a rule reads a field that no page has
	CodeNotPlaced    = "not-on-a-page"     // a field of the contract that no page has
	CodeTwice        = "asked-twice"       // a field on two places
	CodeNoField      = "no-such-field"     // an item names a field the contract has not
	CodeKind         = "wrong-item"        // field for a list, list for a group …
	CodeAs           = "wrong-as"          // as does not fit the contract
	CodeTaken        = "name-taken"        // two things of one name
	CodeNoOptions    = "no-options"        // a choice without options
	CodeOptions      = "wrong-options"     // options that do not fit
	CodeCheckOn      = "check-on"          // an error that is on nothing
	CodeNoSuchRef    = "no-such-answer"    // on:, roles or change name no field
	CodeTextName     = "text-name"         // {…} in a text is not a name
	CodeTextUnsure   = "text-unanswered"   // {…} may be unanswered and has no words
	CodeInput        = "block-input"       // an input that is missing, or not there
	CodeDeclared     = "unknown-type"      // a type that does not exist
	CodeDefault      = "wrong-default"     // a default that is not of its type
	CodeParameter    = "unknown-parameter" // a value for a parameter that is not declared
	CodeTableValue   = "table-value"       // a cell that is not of its column's type
	CodeTableKey     = "table-key"         // a key that is missing or twice
	CodeLocked       = "locked-default"    // locked without a default
	CodeCompute      = "compute-value"     // compute without value
	CodeRouteDefault = "route-default"     // the last route has a condition
	CodeOffice       = "unknown-office"    // an office that the profile has not
	CodeChange       = "block-change"      // a change that the field cannot take
)

package rule

import "sportello/definitions"

// Codes of the faults that Compile finds. They never change.
const (
	CodeSyntax    = "rule-syntax"
	CodeTooLong   = "rule-too-long"
	CodeUnknown   = "unknown-name"
	CodeType      = "type-mismatch"
	CodeOption    = "unknown-option"
	CodeNil       = "nil-literal"
	CodeForbidden = "not-in-language"
	CodeNested    = "too-nested"
	CodeFunction  = "unknown-function"
	CodeArguments = "wrong-arguments"
	CodeLiteral   = "bad-literal"
)

// Codes lists every kind of mistake that a rule can have.
func Codes() []definitions.Code {
	return []definitions.Code{
		{Name: CodeSyntax, Meaning: "The rule cannot be read: a bracket, quote or operator is missing or too much."},
		{Name: CodeTooLong, Meaning: "The rule is longer than anybody can follow."},
		{Name: CodeUnknown, Meaning: "A name that there is not, or that cannot be read where the rule stands."},
		{Name: CodeType, Meaning: "Values of kinds that do not go together, or a rule that gives another kind than is wanted."},
		{Name: CodeOption, Meaning: "A choice is compared with, or limited to, an option that it does not have."},
		{Name: CodeNil, Meaning: "A comparison with nothing: it would never hold."},
		{Name: CodeForbidden, Meaning: "Something of the expr language that rules do not have."},
		{Name: CodeNested, Meaning: "Lists within lists within lists in one rule."},
		{Name: CodeFunction, Meaning: "A function that there is not."},
		{Name: CodeArguments, Meaning: "A function with too few or too many arguments."},
		{Name: CodeLiteral, Meaning: "A number, date or pattern that is none."},
	}
}

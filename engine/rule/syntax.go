package rule

import (
	"regexp"
	"strings"

	"sportello/definitions"
)

// unexpected is how the parser names what it did not expect.
var unexpected = regexp.MustCompile(`^unexpected token (\w+)(?:\("(.*)"\))?`)

// unreadable puts the parser's words into an author's.
func (c *compiler) unreadable(at definitions.Pos, message string) {
	m := unexpected.FindStringSubmatch(message)
	switch {
	case strings.Contains(message, "arguments"):
		c.faults.Add(at, CodeArguments, "see “Rules” in docs/language.md, or docs/functions.md", "%s", message)
	case m == nil:
		c.faults.Add(at, CodeSyntax, "see “Rules” in docs/language.md for what a rule may hold", "%s", message)
	case m[1] == "EOF":
		c.faults.Add(at, CodeSyntax, "write what is missing: a value, a bracket, a quote", "the rule ends too early")
	case m[2] == ".":
		c.faults.Add(at, CodeSyntax, "write a name; a leading dot is for the rows inside any(), all(), sum() …", "a dot cannot stand here")
	case m[2] == "=":
		c.faults.Add(at, CodeSyntax, "two values are compared with ==", "= cannot stand here")
	default:
		c.faults.Add(at, CodeSyntax, "write and, or, or an operator between two values; text stands in quotes", "%s cannot stand here", m[2])
	}
}

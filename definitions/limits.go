package definitions

import (
	"math/big"
	"strings"
)

// limits checks that limits are numbers, and that something is between them.
func (c *contract) limits(s *Schema) {
	c.pair("minimum", s.Minimum, "maximum", s.Maximum)
	c.pair("exclusiveMinimum", s.ExclusiveMinimum, "exclusiveMaximum", s.ExclusiveMaximum)
	c.counts("minLength", s.MinLength, "maxLength", s.MaxLength)
	c.counts("minItems", s.MinItems, "maxItems", s.MaxItems)
	if s.Type.Value == "array" {
		c.length(s)
	}
}

// pair checks a lower and an upper limit.
func (c *contract) pair(low string, least Literal, high string, greatest Literal) {
	from, fromOK := c.number(low, least)
	to, toOK := c.number(high, greatest)
	if fromOK && toOK && from.Cmp(to) > 0 {
		c.faults.Add(greatest.Pos, CodeLimit, "exchange them, or correct one", "%s is less than %s", high, low)
	}
}

// counts is pair for limits that count something.
func (c *contract) counts(low string, least Literal, high string, greatest Literal) {
	for _, l := range []struct {
		word  string
		limit Literal
	}{{low, least}, {high, greatest}} {
		n, isNumber := l.limit.Value.(Number)
		if isNumber && (strings.ContainsAny(string(n), "-.") || len(n) > 9) {
			c.faults.Add(l.limit.Pos, CodeLimit, "write a whole number", "%s counts: it cannot be %s", l.word, n)
		}
	}
	c.pair(low, least, high, greatest)
}

func (c *contract) number(word string, l Literal) (*big.Rat, bool) {
	if !l.Given() {
		return nil, false
	}
	n, ok := l.Value.(Number)
	if !ok {
		c.faults.Add(l.Pos, CodeLimit, "write it in digits, without quotes", "%s is a number", word)
		return nil, false
	}
	return new(big.Rat).SetString(string(n))
}

// length checks that a list ends somewhere.
func (c *contract) length(s *Schema) {
	rows := s.Items != nil && s.Items.Type.Value == "object" || s.Items != nil && s.Items.Ref.Value != ""
	if !s.MaxItems.Given() {
		if rows {
			c.faults.Add(s.Pos, CodeLimit, "for example maxItems: 10", "a list must have maxItems")
		}
		return
	}
	most, ok := c.number("maxItems", s.MaxItems)
	if ok && most.Cmp(big.NewRat(MaxListItems, 1)) > 0 {
		c.faults.Add(s.MaxItems.Pos, CodeLimit, "write a smaller number", "a list has %d rows, choices or files at most", MaxListItems)
	}
}

package engine

import (
	"regexp"
	"strconv"
	"unicode/utf8"

	"sportello/definitions"
	"sportello/engine/value"
)

// limits are what the contract allows a value to be.
type limits struct {
	minLength, maxLength int
	pattern              *regexp.Regexp
	min, max             *value.Number
	above, below         *value.Number // exclusive
	minItems, maxItems   int
}

// Lengths that hold where the contract gives none.
const (
	maxLine  = 200
	maxLines = 4000
	maxRows  = 200
)

func (b *builder) limits(s *definitions.Schema, typeName string) limits {
	l := limits{
		minLength: count(s.MinLength, 0), maxLength: count(s.MaxLength, 0),
		min: number(s.Minimum), max: number(s.Maximum),
		above: number(s.ExclusiveMinimum), below: number(s.ExclusiveMaximum),
		minItems: count(s.MinItems, 0), maxItems: count(s.MaxItems, 0),
	}
	if re, err := regexp.Compile(s.Pattern.Value); err == nil && s.Pattern.Value != "" {
		l.pattern = re
	}
	if l.maxLength == 0 {
		switch typeName {
		case "text", "email", "phone", "choice":
			l.maxLength = maxLine
		case "longtext":
			l.maxLength = maxLines
		}
	}
	if l.maxItems == 0 && (typeName == "list" || typeName == "choices" || typeName == "file") {
		l.maxItems = maxRows
		if typeName == "file" {
			l.maxItems = 1
		}
	}
	return l
}

func count(l definitions.Literal, otherwise int) int {
	if n, ok := l.Value.(definitions.Number); ok {
		if i, err := strconv.Atoi(string(n)); err == nil {
			return i
		}
	}
	return otherwise
}

func number(l definitions.Literal) *value.Number {
	if n, ok := l.Value.(definitions.Number); ok {
		if v, err := value.ParseNumber(string(n)); err == nil {
			return &v
		}
	}
	return nil
}

// Codes of problems with a value. See docs/language.md.
const (
	ProblemRequired    = "required"
	ProblemMin         = "min"
	ProblemMax         = "max"
	ProblemTooShort    = "too_short"
	ProblemTooLong     = "too_long"
	ProblemPattern     = "pattern"
	ProblemOption      = "option"
	ProblemTooFew      = "too_few"
	ProblemTooMany     = "too_many"
	ProblemDeclaration = "declaration"
	ProblemFileType    = "file_type"
	ProblemFileSize    = "file_size"
	ProblemCheck       = "check"
	ProblemAmount      = "amount"
	ProblemUnknownRow  = "unknown_row"
	ProblemAlone       = "alone"
)

// Arguments of problems, by code.
type args = map[string]any

// check holds one value to the limits; code is "" if it is within them.
func (l *limits) check(v value.Value) (code string, a args) {
	switch v := v.(type) {
	case string:
		return l.checkText(v)
	case value.Number:
		return l.checkNumber(v)
	case []any:
		switch {
		case len(v) < l.minItems:
			return ProblemTooFew, args{"min": l.minItems}
		case l.maxItems > 0 && len(v) > l.maxItems:
			return ProblemTooMany, args{"max": l.maxItems}
		}
	}
	return "", nil
}

func (l *limits) checkText(s string) (string, args) {
	n := utf8.RuneCountInString(s)
	switch {
	case n < l.minLength:
		return ProblemTooShort, args{"min": l.minLength, "length": n}
	case l.maxLength > 0 && n > l.maxLength:
		return ProblemTooLong, args{"max": l.maxLength, "length": n}
	case l.pattern != nil && !l.pattern.MatchString(s):
		return ProblemPattern, nil
	}
	return "", nil
}

func (l *limits) checkNumber(n value.Number) (string, args) {
	switch {
	case l.min != nil && n.LessThan(*l.min):
		return ProblemMin, args{"min": *l.min}
	case l.above != nil && n.LessThanOrEqual(*l.above):
		return ProblemMin, args{"min": *l.above, "exclusive": true}
	case l.max != nil && n.GreaterThan(*l.max):
		return ProblemMax, args{"max": *l.max}
	case l.below != nil && n.GreaterThanOrEqual(*l.below):
		return ProblemMax, args{"max": *l.below, "exclusive": true}
	}
	return "", nil
}

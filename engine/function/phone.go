package function

import (
	"strings"
	"unicode"
)

// mostPhone is longer than any number, with what people put between digits.
const mostPhone = 40

// e164 gives a telephone number in international form, or nothing.
func e164(s string) string {
	if len(s) > mostPhone {
		return ""
	}
	s = strings.Map(dropSeparator, s)
	if abroad, ok := strings.CutPrefix(s, "00"); ok {
		s = "+" + abroad
	}
	digits, international := strings.CutPrefix(s, "+")
	national, italian := strings.CutPrefix(digits, "39")
	switch {
	case digits == "" || !allDigits([]byte(digits)):
		return ""
	case !international:
		return italianNumber(digits)
	case italian:
		return italianNumber(national)
	case digits[0] == '0' || len(digits) < 7 || len(digits) > 15:
		return ""
	}
	return "+" + digits
}

// dropSeparator takes away what people put between groups of digits.
func dropSeparator(r rune) rune {
	return keepIf(r, !unicode.IsSpace(r) && !strings.ContainsRune("-./()", r))
}

// italianNumber knows mobile numbers, which begin with 3, and landlines, which
// keep their 0 also from abroad.
func italianNumber(s string) string {
	mobile := strings.HasPrefix(s, "3") && len(s) >= 9 && len(s) <= 10
	landline := strings.HasPrefix(s, "0") && len(s) >= 6 && len(s) <= 11
	if !mobile && !landline {
		return ""
	}
	return "+39" + s
}

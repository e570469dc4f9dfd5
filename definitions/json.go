package definitions

import (
	"bytes"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// surrogates are two escapes that JSON writes for one character outside the
// basic plane, or an escaped backslash, which begins no escape.
var surrogates = regexp.MustCompile(`\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`)

// joinSurrogates writes such characters as themselves. It is all that JSON
// allows and YAML does not.
func joinSurrogates(content []byte) []byte {
	return surrogates.ReplaceAllFunc(content, func(found []byte) []byte {
		if bytes.Equal(found, []byte(`\\`)) {
			return found
		}
		return []byte(string(utf16.DecodeRune(codeUnit(found[2:6]), codeUnit(found[8:12]))))
	})
}

func codeUnit(digits []byte) rune {
	n, _ := strconv.ParseUint(string(digits), 16, 16) // the pattern has let only digits in
	return rune(n)
}

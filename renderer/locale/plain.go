package locale

import (
	"strings"
	"unicode/utf8"
)

// Plain takes case and accents away, for comparing what people type with what
// is written. Most words have no accents, and many of them are compared at a time.
func Plain(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return accents.Replace(s)
		}
	}
	return s
}

// accents are those of the languages that services are written in.
var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ò", "o", "ó", "o", "ô", "o", "ö", "o",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ç", "c", "č", "c", "š", "s", "ž", "z", "ß", "ss", "’", "'",
)

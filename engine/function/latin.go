package function

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latinLetters gives the letters A to Z of a name: upper case, without accents,
// apostrophes, spaces and anything else. One letter may become two, as ß does.
func latinLetters(name string, letter func(rune) string) string {
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		spell(&b, unicode.ToLower(r), letter)
	}
	return strings.Map(func(r rune) rune { return keepIf(unicode.ToUpper(r), r >= 'a' && r <= 'z') }, b.String())
}

// spell writes a lower case letter. ASCII, nearly all there is, needs no look.
func spell(b *strings.Builder, r rune, letter func(rune) string) {
	if r < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return
	}
	b.WriteString(letter(r))
}

// registeredLetter writes a lower case letter as the registers of the
// population do, which follow German for ä, ö and ü.
func registeredLetter(r rune) string {
	switch r {
	case 'ä':
		return "ae"
	case 'ö':
		return "oe"
	case 'ü':
		return "ue"
	}
	return baseLetter(r)
}

// baseLetter takes the accents from a lower case Latin letter. Other characters
// are given back as they are; an accent that stands alone after its letter, as
// some keyboards write it, disappears.
func baseLetter(r rune) string {
	if unicode.Is(unicode.Mn, r) {
		return ""
	}
	if s := extendedLetter(r); s != "" {
		return s
	}
	return accentedLetter(r)
}

// extendedLetter knows the letters that are no plain letter with an accent.
func extendedLetter(r rune) string {
	switch r {
	case 'æ', 'ǽ', 'ǣ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ß':
		return "ss"
	case 'þ':
		return "th"
	case 'ĳ':
		return "ij"
	case 'đ', 'ð':
		return "d"
	case 'ø', 'ǿ':
		return "o"
	case 'ł', 'ŀ':
		return "l"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ŋ', 'ŉ':
		return "n"
	case 'ŧ':
		return "t"
	case 'ĸ':
		return "k"
	case 'ſ':
		return "s"
	case 'ə', 'ǝ':
		return "e"
	}
	return ""
}

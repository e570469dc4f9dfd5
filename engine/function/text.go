package function

import (
	"strings"
	"unicode"

	"sportello/engine/value"
)

func textFunctions() []Function {
	text := []Param{{Name: "text", Type: value.TextType}}
	return []Function{{
		Words: "%s in minuscolo",
		Name:  "lower", Params: text, Result: value.TextType,
		Doc: "The text in small letters.", Example: `lower("Via Roma")`, Gives: "via roma", Call: rewrites(strings.ToLower),
	}, {
		Words: "%s in maiuscolo",
		Name:  "upper", Params: text, Result: value.TextType,
		Doc: "The text in capitals.", Example: `upper("Via Roma")`, Gives: "VIA ROMA", Call: rewrites(strings.ToUpper),
	}, {
		Words: "%s senza spazi ai lati",
		Name:  "trim", Params: text, Result: value.TextType,
		Doc: "The text without spaces at its ends.", Example: `trim("  Via Roma ")`, Gives: "Via Roma", Call: rewrites(strings.TrimSpace),
	}, {
		Words: "%s senza spazi di troppo",
		Name:  "squeeze", Params: text, Result: value.TextType,
		Doc:     "The text without spaces at its ends, and with one space wherever there were more.",
		Example: `squeeze(" Via   Roma  12 ")`, Gives: "Via Roma 12", Call: rewrites(squeeze),
	}, {
		Words: "%s senza accenti, maiuscole e segni",
		Name:  "norm", Params: text, Result: value.TextType,
		Doc:     "The text as it counts in comparisons of addresses and names: small letters, no accents, one space instead of spaces and signs. `norm(a) == norm(b)` forgives the ways of typing.",
		Example: `norm("Via  dell'Unità, 12/A")`, Gives: "via dell unita 12 a", Call: rewrites(norm),
	}, {
		Words: "l'indirizzo %s senza abbreviazioni, accenti, maiuscole e segni",
		Name:  "norm_street", Params: text, Result: value.TextType,
		Doc:     "An address as it counts in comparisons: as `norm`, and with the usual abbreviations of kinds of streets written out (v. → via, p.zza → piazza, c.so → corso …), without n. before the number and noughts at its beginning. First names are not guessed: «via G. Verdi» stays another than «via Giuseppe Verdi», so let a warning ask.",
		Example: `norm_street("P.zza dell'Unità n. 012/A")`, Gives: "piazza dell unita 12 a", Call: rewrites(normStreet),
	}, {
		Words: "%s, uniti da %s",
		Name:  "join", Params: []Param{{Name: "texts", Type: value.List(value.TextType)}, {Name: "between", Type: value.TextType}}, Result: value.TextType,
		Doc:     "The texts of a list in one, with something between them. Unanswered for an empty list.",
		Example: `join(["a", "e", "f"], ", ")`, Gives: "a, e, f", Call: gives2(join),
	}, {
		Words: "la sequenza delle cifre di %s",
		Name:  "digits", Params: text, Result: value.TextType,
		Doc:     "Only the digits of the text.",
		Example: `digits("prot. 123/2026")`, Gives: "1232026", Call: rewrites(onlyDigits),
	}}
}

// rewrites makes a Call of a function from text to text. A text of which
// nothing is left is unanswered, as an empty answer is.
func rewrites(f func(string) string) call {
	return gives1(func(_ Context, s string) any { return textOrNone(f(s)) })
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune { return keepIf(r, r >= '0' && r <= '9') }, s)
}

// norm keeps letters and digits of any alphabet. An accent written as a
// character of its own disappears, and so does an apostrophe written instead of
// one at the end of a word (Niccolo').
func norm(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			spell(&b, unicode.ToLower(r), baseLetter)
		case !unicode.Is(unicode.Mn, r):
			gap = true
		}
	}
	return b.String()
}

// keepIf is for strings.Map, which drops negative runes.
func keepIf(r rune, keep bool) rune {
	if !keep {
		return -1
	}
	return r
}

package locale

import (
	"slices"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// plurals chooses the form of a text that counts: Italian has one and other,
// Slovene one, two, few and other. The rules are those of the Unicode
// consortium, so that a language needs no code of its own.
type plurals struct{ tag language.Tag }

var formNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

func pluralsOf(lang string) plurals { return plurals{language.Make(lang)} }

// form is the form for a number of things.
func (p plurals) form(n int) string {
	return formNames[plural.Cardinal.MatchPlural(p.tag, n, 0, 0, 0, 0)]
}

// Forms are the forms that a text which counts has in a language.
func Forms(lang string) []string {
	var forms []string
	for n := range 101 { // a hundred shows every form that whole numbers have
		if f := pluralsOf(lang).form(n); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	slices.Sort(forms)
	return forms
}

package function

import (
	"strings"

	"sportello/engine/value"
)

const fiscalDecree = "DM 23/12/1976"

func fiscalFunctions() []Function {
	return append(fiscalChecks(), fiscalComparisons()...)
}

func fiscalChecks() []Function {
	cf := []Param{{Name: "cf", Type: value.TextType}}
	return []Function{{
		Words: "%s è un codice fiscale valido", Not: "%s non è un codice fiscale valido",
		Name: "cf_ok", Params: cf, Result: value.BoolType,
		Doc:     "Whether a codice fiscale is well made: shape, check letter, a day of birth that exists. Codes with letters for digits (omocodia) and provisional ones of 11 digits are good too; case and spaces do not matter.",
		Example: `cf_ok("RSSMRC83L04G702T")`, Gives: "yes", Source: fiscalDecree, Call: holds1(cfOK),
	}, {
		Words: "%s è il codice fiscale definitivo di una persona", Not: "%s non è il codice fiscale definitivo di una persona",
		Name: "cf_personal", Params: cf, Result: value.BoolType,
		Doc:     "Whether it is the final code of a person, of 16 characters and well made. Provisional codes are not: ask this before comparing.",
		Example: `cf_personal("12345670504")`, Gives: "no", Source: fiscalDecree,
		Call: holds1(func(_ Context, s string) bool { _, ok := readPersonCode(s); return ok }),
	}, {
		Words: "il sesso che risulta da %s",
		Name:  "cf_sex", Params: cf, Result: value.Type{Kind: value.Text, Options: []string{"M", "F"}},
		Doc:     "The sex in a personal code, M or F.",
		Example: `cf_sex("BNCGLI85C52G702Z")`, Gives: "F", Source: fiscalDecree, Call: gives1(cfSex),
	}, {
		Words: "il luogo di nascita che risulta da %s",
		Name:  "cf_birthplace", Params: cf, Result: value.TextType,
		Doc:     "The Belfiore code of the place of birth in a personal code: a commune, or a foreign state if it begins with Z.",
		Example: `cf_birthplace("RSSMRC83L04G70NI")`, Gives: "G702", Source: fiscalDecree, Call: gives1(cfBirthplace),
	}}
}

func fiscalComparisons() []Function {
	with := func(name string, t value.Type) []Param {
		return []Param{{Name: "cf", Type: value.TextType}, {Name: name, Type: t}}
	}
	return []Function{{
		Words: "%s corrisponde al cognome %s", Not: "%s non corrisponde al cognome %s",
		Name: "cf_agrees_surname", Params: with("surname", value.TextType), Result: value.BoolType,
		Doc:     "Whether a personal code is that of someone with this surname; of married women it must be the surname at birth. Accents and apostrophes do not matter. No for a code that is not personal.",
		Example: `cf_agrees_surname("DNGNCL99M05H501P", "D'Angelo")`, Gives: "yes", Source: fiscalDecree + ", Agenzia delle Entrate circ. 34/E 2011",
		Call: holds2(agreesSurname),
	}, {
		Words: "%s corrisponde al nome %s", Not: "%s non corrisponde al nome %s",
		Name: "cf_agrees_name", Params: with("name", value.TextType), Result: value.BoolType,
		Doc:     "Whether a personal code is that of someone with this first name, or these first names. No for a code that is not personal.",
		Example: `cf_agrees_name("DNGNCL99M05H501P", "Niccolò")`, Gives: "yes", Source: fiscalDecree + ", Agenzia delle Entrate circ. 34/E 2011",
		Call: holds2(agreesName),
	}, {
		Words: "%s corrisponde alla data di nascita %s", Not: "%s non corrisponde alla data di nascita %s",
		Name: "cf_agrees_date", Params: with("birth", value.DateType), Result: value.BoolType,
		Doc:     "Whether a personal code is that of someone born on this day. The code has two digits of the year, so any century will do. No for a code that is not personal.",
		Example: `cf_agrees_date("RSSMRC83L04G702T", date("1983-07-04"))`, Gives: "yes", Source: fiscalDecree,
		Call: holds2(agreesDate),
	}, {
		Words: "%s corrisponde al sesso %s", Not: "%s non corrisponde al sesso %s",
		Name: "cf_agrees_sex", Params: with("sex", value.TextType), Result: value.BoolType,
		Doc:     "Whether a personal code is that of a man, M, or a woman, F. No for a code that is not personal.",
		Example: `cf_agrees_sex("BNCGLI85C52G702Z", "M")`, Gives: "no", Source: fiscalDecree, Call: holds2(agreesSex),
	}, {
		Words: "%s corrisponde al luogo di nascita %s", Not: "%s non corrisponde al luogo di nascita %s",
		Name: "cf_agrees_place", Params: with("belfiore", value.TextType), Result: value.BoolType,
		Doc:     "Whether a personal code is that of someone born in the commune or state with this Belfiore code. No for a code that is not personal.",
		Example: `cf_agrees_place("LMRHMD79E21Z330V", "Z330")`, Gives: "yes", Source: fiscalDecree, Call: holds2(agreesPlace),
	}}
}

func cfOK(_ Context, s string) bool {
	if _, ok := readPersonCode(s); ok {
		return true
	}
	return isEntityCode(s)
}

func cfSex(_ Context, s string) any {
	code, ok := readPersonCode(s)
	switch {
	case !ok:
		return nil
	case code.woman():
		return "F"
	}
	return "M"
}

func cfBirthplace(_ Context, s string) any {
	code, ok := readPersonCode(s)
	if !ok {
		return nil
	}
	return code.place()
}

func agreesSurname(_ Context, cf, surname string) bool {
	code, ok := readPersonCode(cf)
	return ok && agreesWithName(string(code[0:3]), surname, surnameLetters)
}

func agreesName(_ Context, cf, name string) bool {
	code, ok := readPersonCode(cf)
	return ok && agreesWithName(string(code[3:6]), name, nameLetters)
}

func agreesDate(_ Context, cf string, birth value.Date) bool {
	code, ok := readPersonCode(cf)
	return ok && code.bornOn(birth)
}

func agreesSex(c Context, cf, sex string) bool {
	return cfSex(c, cf) == any(strings.ToUpper(strings.TrimSpace(sex)))
}

func agreesPlace(_ Context, cf, belfiore string) bool {
	var place [4]byte
	code, ok := readPersonCode(cf)
	return ok && readCharacters(place[:], belfiore) && string(code[11:15]) == string(place[:])
}

package function

import (
	"strings"

	"sportello/engine/value"
)

func registerFunctions() []Function {
	return []Function{{
		Words: "%s è una partita IVA valida", Not: "%s non è una partita IVA valida",
		Name: "vat_ok", Params: []Param{{Name: "vat", Type: value.TextType}}, Result: value.BoolType,
		Doc:     "Whether a partita IVA, or the codice fiscale of an entity, has 11 digits and the right check digit. Spaces do not matter.",
		Example: `vat_ok("07666600502")`, Gives: "yes", Source: "DM 23/12/1976", Call: holds1(func(_ Context, s string) bool { return isEntityCode(s) }),
	}, {
		Words: "%s è un IBAN valido", Not: "%s non è un IBAN valido",
		Name: "iban_ok", Params: []Param{{Name: "iban", Type: value.TextType}}, Result: value.BoolType,
		Doc:     "Whether an account number is well made: a country of the SEPA area, its length, the two check digits and, for Italy and San Marino, the CIN. Case and spaces do not matter.",
		Example: `iban_ok("IT60 X054 2811 1010 0000 0123 456")`, Gives: "yes", Source: "ISO 13616", Call: holds1(func(_ Context, s string) bool { _, ok := readIBAN(s); return ok }),
	}, {
		Words: "il Paese dell'IBAN %s",
		Name:  "iban_country", Params: []Param{{Name: "iban", Type: value.TextType}}, Result: value.TextType,
		Doc:     "The two letters of the country of a good account number.",
		Example: `iban_country("IT60X0542811101000000123456")`, Gives: "IT", Source: "ISO 13616", Call: gives1(ibanCountry),
	}, {
		Words: "%s è un CAP valido", Not: "%s non è un CAP valido",
		Name: "cap_ok", Params: []Param{{Name: "cap", Type: value.TextType}}, Result: value.BoolType,
		Doc:     "Whether an Italian postal code has five digits.",
		Example: `cap_ok("56125")`, Gives: "yes", Call: holds1(capOK),
	}}
}

// isEntityCode checks the codes of 11 digits: partita IVA, codice fiscale of
// entities, provisional codice fiscale of people.
func isEntityCode(s string) bool {
	var code [11]byte
	if !readCharacters(code[:], s) || !allDigits(code[:]) {
		return false
	}
	return string(code[:7]) != "0000000" && luhnSum(code[:])%10 == 0
}

// luhnSum counts every second digit twice, from the second on, and takes 9 from
// what becomes two digits.
func luhnSum(digits []byte) int {
	sum := 0
	for i, c := range digits {
		n := int(c - '0')
		if i%2 == 1 {
			n *= 2
		}
		if n > 9 {
			n -= 9
		}
		sum += n
	}
	return sum
}

func allDigits(code []byte) bool {
	for _, c := range code {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

func capOK(_ Context, s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 5 && allDigits([]byte(s))
}

package function

import (
	"regexp"
	"strings"

	"sportello/engine/value"
)

// dsuShape is the protocol number of a DSU: the year, eight digits with a letter
// that nobody has published how to check, two digits.
var dsuShape = regexp.MustCompile(`^INPS-ISEE-(20\d{2})-\d{8}[A-Z]-\d{2}$`)

// bicShape is the code of a bank, of its country, of its seat and its branch.
var bicShape = regexp.MustCompile(`^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`)

// plateShapes are what Italian number plates have looked like.
var plateShapes = []struct {
	kind  string
	shape *regexp.Regexp
}{
	{"trailer", regexp.MustCompile(`^X[A-HJ-NPR-TV-Z]\d{3}[A-HJ-NPR-TV-Z]{2}$`)}, // since 2013
	{"car", regexp.MustCompile(`^[A-HJ-NPR-TV-Z]{2}\d{3}[A-HJ-NPR-TV-Z]{2}$`)},   // since 1994
	{"car", regexp.MustCompile(`^([A-Z]{2}|ROMA)[A-Z0-9]\d{5}$`)},                // with the province
	{"motorcycle", regexp.MustCompile(`^[A-Z]{2}\d{5}$`)},                        // since 1999
	{"moped", regexp.MustCompile(`^[2-9BCDFGHJKLMNPRSTVWXYZ]{5,6}$`)},            // no 0 1 A E I O Q U
}

func registeredFunctions() []Function {
	dsu := []Param{{Name: "number", Type: value.TextType}}
	plate := []Param{{Name: "plate", Type: value.TextType}}
	return []Function{{
		Words: "%s è un numero di protocollo DSU valido", Not: "%s non è un numero di protocollo DSU valido",
		Name: "isee_ok", Params: dsu, Result: value.BoolType,
		Doc:     "Whether the protocol number of a DSU (for the ISEE) has its shape: INPS-ISEE, the year, eight digits and a letter, two digits. How the letter is computed is not public. Case and spaces do not matter.",
		Example: `isee_ok("INPS-ISEE-2025-01234567K-00")`, Gives: "yes", Call: holds1(func(_ Context, s string) bool { return dsuShape.MatchString(compact(s)) }),
	}, {
		Words: "l'anno del protocollo DSU %s",
		Name:  "isee_year", Params: dsu, Result: value.IntegerType,
		Doc:     "The year in the protocol number of a DSU.",
		Example: `isee_year("INPS-ISEE-2025-01234567K-00")`, Gives: "2025", Call: gives1(dsuYear),
	}, {
		Words: "%s è un BIC valido", Not: "%s non è un BIC valido",
		Name: "bic_ok", Params: []Param{{Name: "bic", Type: value.TextType}}, Result: value.BoolType,
		Doc:     "Whether the code of a bank (BIC, SWIFT) has its shape: four letters, two of the country, two more characters, and three of the branch or none. Case and spaces do not matter.",
		Example: `bic_ok("UNCRITMM")`, Gives: "yes", Source: "ISO 9362", Call: holds1(func(_ Context, s string) bool { return bicShape.MatchString(compact(s)) }),
	}, {
		Words: "%s è una targa italiana", Not: "%s non è una targa italiana",
		Name: "plate_ok", Params: plate, Result: value.BoolType,
		Doc:     "Whether a number plate has the shape of an Italian one, of today or of before: car, motorcycle, moped, trailer. Case, spaces and hyphens do not matter.",
		Example: `plate_ok("AB 123 CD")`, Gives: "yes", Source: "D.P.R. 495/1992 art. 255-259", Call: holds1(func(_ Context, s string) bool { return plateKind(s) != "" }),
	}, {
		Words: "il tipo di veicolo della targa %s",
		Name:  "plate_kind", Params: plate, Result: value.Type{Kind: value.Text, Options: []string{"car", "motorcycle", "moped", "trailer"}},
		Doc:     "What kind of vehicle an Italian number plate is of: car, motorcycle, moped or trailer. A plate with a province and six digits may be an old one of either a car or a motorcycle: car.",
		Example: `plate_kind("AB12345")`, Gives: "motorcycle", Source: "D.P.R. 495/1992 art. 255-259", Call: gives1(func(_ Context, s string) any { return textOrNone(plateKind(s)) }),
	}}
}

// compact gives a text in capitals without spaces.
func compact(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

func dsuYear(_ Context, s string) any {
	m := dsuShape.FindStringSubmatch(compact(s))
	if m == nil {
		return nil
	}
	n, err := value.ParseNumber(m[1])
	if err != nil {
		return nil
	}
	return n
}

func plateKind(s string) string {
	s = strings.ReplaceAll(compact(s), "-", "")
	for _, p := range plateShapes {
		if p.shape.MatchString(s) {
			return p.kind
		}
	}
	return ""
}

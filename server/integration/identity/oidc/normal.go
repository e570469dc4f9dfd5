package oidc

import (
	"net/mail"
	"regexp"
	"strings"
	"time"
)

// normals bring each attribute into the one form that rules and fields read, or
// to "" if it has another meaning than it should.
var normals = map[string]func(string) string{
	"cognome": asItComes, "nome": asItComes, "codice_fiscale": taxCode, "data_nascita": date, "sesso": sex,
	"luogo_nascita": place, "email": email, "cellulare": phone, "pec": email,
}

// asItComes is for names: who writes them in capitals, or without accents, has
// them so in a register.
func asItComes(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	taxShape   = regexp.MustCompile(`^([A-Z0-9]{16}|[0-9]{11})$`)
	placeShape = regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	phoneShape = regexp.MustCompile(`^\+[0-9]{6,15}$`)
)

// taxCode takes away the country that SPID and CIE put before it: TINIT-.
func taxCode(s string) string {
	s = strings.TrimPrefix(strings.ToUpper(s), "TINIT-")
	return where(taxShape, s)
}

// date reads days as SPID and CIE, registers and people write them.
func date(s string) string {
	for _, layout := range []string{time.DateOnly, "02/01/2006", "2/1/2006", "02-01-2006", "20060102", time.RFC3339} {
		if day, err := time.Parse(layout, s); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return ""
}

func sex(s string) string {
	switch strings.ToLower(s) {
	case "m", "male", "maschio", "1":
		return "M"
	case "f", "female", "femmina", "2":
		return "F"
	}
	return ""
}

// place is the cadastral code of where somebody was born. A name alone is not
// enough: several communes have had the same.
func place(s string) string { return where(placeShape, strings.ToUpper(s)) }

func email(s string) string {
	address, err := mail.ParseAddress(s)
	if err != nil || address.Address != s {
		return ""
	}
	return s
}

// phone is as numbers are written between countries; an Italian mobile number
// may come without its country.
func phone(s string) string {
	s = strings.NewReplacer(" ", "", "-", "", ".", "", "(", "", ")", "").Replace(s)
	switch {
	case strings.HasPrefix(s, "00"):
		s = "+" + s[2:]
	case strings.HasPrefix(s, "3") && len(s) >= 9:
		s = "+39" + s
	}
	return where(phoneShape, s)
}

func where(shape *regexp.Regexp, s string) string {
	if shape.MatchString(s) {
		return s
	}
	return ""
}

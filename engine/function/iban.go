package function

import (
	"strconv"
	"strings"
)

// ibanLengths holds the countries of the SEPA area and how long their account
// numbers are, five characters each.
const ibanLengths = "AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 " +
	"GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 " +
	"NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22 "

// readIBAN gives an account number in upper case without spaces.
func readIBAN(s string) (string, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) < 4 || len(s) != ibanLength(s[:2]) {
		return "", false
	}
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) {
			return "", false
		}
	}
	if !allDigits([]byte(s[2:4])) || ibanRemainder(s) != 1 {
		return "", false
	}
	if s[:2] == "IT" || s[:2] == "SM" {
		return s, hasItalianShape(s)
	}
	return s, true
}

// ibanLength gives 0 for countries outside the area.
func ibanLength(country string) int {
	for i := 0; i < len(ibanLengths); i += 5 {
		if ibanLengths[i:i+2] == country {
			n, _ := strconv.Atoi(ibanLengths[i+2 : i+4])
			return n
		}
	}
	return 0
}

// ibanRemainder divides the number by 97, digit by digit: the first four
// characters go to the end, and letters count from A = 10.
func ibanRemainder(s string) int {
	rest := 0
	for i := range len(s) {
		c := s[(i+4)%len(s)]
		if isDigit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest
}

// hasItalianShape checks what comes after the country and its check digits: the
// CIN, the bank and branch of five digits each, twelve characters of account.
func hasItalianShape(s string) bool {
	return isLetter(s[4]) && allDigits([]byte(s[5:15])) && checkLetter([]byte(s[5:])) == s[4]
}

func ibanCountry(_ Context, s string) any {
	iban, ok := readIBAN(s)
	if !ok {
		return nil
	}
	return iban[:2]
}

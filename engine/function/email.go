package function

import "strings"

// Limits of RFC 5321.
const (
	mostEmail = 254
	mostLocal = 64
	mostLabel = 63
)

func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && len(s) <= mostEmail && isLocalPart(local) && isDomain(domain)
}

// isLocalPart leaves out quoted names, which nobody has.
func isLocalPart(s string) bool {
	if s == "" || len(s) > mostLocal || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && strings.IndexByte(".!#$%&'*+-/=?^_`{|}~", s[i]) < 0 {
			return false
		}
	}
	return true
}

// isDomain wants a dot, and an end that is no number.
func isDomain(s string) bool {
	last := strings.LastIndexByte(s, '.')
	if last < 0 || len(s)-last < 3 || isDigit(s[last+1]) {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !isDomainLabel(label) {
			return false
		}
	}
	return true
}

func isDomainLabel(s string) bool {
	if s == "" || len(s) > mostLabel || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool { return isDigit(c) || isLetter(upperASCII(rune(c))) }

// isOrdinaryMail knows providers of ordinary e-mail that many people in Italy
// use; some have one domain for each country.
func isOrdinaryMail(s string) bool {
	_, domain, ok := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "@")
	if !ok {
		return false
	}
	switch domain {
	case "gmail.com", "googlemail.com", "icloud.com", "me.com", "msn.com", "aol.com",
		"libero.it", "virgilio.it", "alice.it", "tim.it", "tin.it", "tiscali.it", "inwind.it", "iol.it",
		"fastwebnet.it", "email.it", "proton.me", "protonmail.com":
		return true
	}
	provider, _, _ := strings.Cut(domain, ".")
	switch provider {
	case "hotmail", "outlook", "yahoo", "live", "gmx":
		return true
	}
	return false
}

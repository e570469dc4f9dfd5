package definitions

import (
	"slices"
	"strings"
)

// What a browser can fill in of the person who types, as HTML names it. Passwords,
// payments and messages are no answers of a service.
var autocompletes = []string{
	"name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname",
	"organization-title", "organization", "street-address", "address-line1", "address-line2", "address-line3",
	"address-level1", "address-level2", "address-level3", "address-level4", "country", "country-name", "postal-code",
	"language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo",
	"tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-extension", "email", "off",
}

// reached are the words that may stand before a telephone or an e-mail address:
// "work email".
var reached = []string{"home", "work", "mobile"}

// checkAutocomplete holds what an author wrote to what browsers know. A wrong token
// fills nothing in, and breaks WCAG 1.3.5.
func checkAutocomplete(fs *Faults, s String) {
	if s.Value == "" {
		return
	}
	token := s.Value
	if before, after, two := strings.Cut(token, " "); two && slices.Contains(reached, before) && (strings.HasPrefix(after, "tel") || after == "email") {
		token = after
	}
	if !slices.Contains(autocompletes, token) {
		fs.Add(s.Pos, CodeAutocomplete, didYouMean(token, autocompletes), "browsers know no %q to fill in", s.Value)
	}
}

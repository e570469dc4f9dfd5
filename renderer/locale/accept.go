package locale

import (
	"slices"

	"golang.org/x/text/language"
)

// Accepted is the language among those offered that a browser asks for most, by
// its header Accept-Language; "" if it asks for none of them.
func Accepted(header string, offered []string) string {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return ""
	}
	for _, tag := range tags {
		if base, _ := tag.Base(); slices.Contains(offered, base.String()) {
			return base.String()
		}
	}
	return ""
}

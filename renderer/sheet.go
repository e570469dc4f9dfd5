package renderer

import (
	"regexp"
	"strings"
)

// StructuredText describes the service to search engines, in the words of
// schema.org that the national model asks for.
func (s Sheet) StructuredText() map[string]any {
	out := map[string]any{
		"@context":        "http://schema.org",
		"@type":           "GovernmentService",
		"name":            s.Service,
		"serviceType":     s.Category.Text,
		"serviceOperator": named("GovernmentOrganization", s.Municipality.Name),
		"areaServed":      named("AdministrativeArea", s.Municipality.Name),
		"audience":        map[string]any{"@type": "Audience", "audienceType": plain(s.Audience)},
		"availableChannel": map[string]any{
			"@type": "ServiceChannel", "name": s.Service, "serviceUrl": s.StartAt,
			"serviceLocation": s.location(),
		},
	}
	return out
}

func named(kind, name string) map[string]any { return map[string]any{"@type": kind, "name": name} }

func (s Sheet) location() map[string]any {
	place, address := named("Place", s.Municipality.Name), s.Municipality.Address
	if s.Office != nil {
		place["name"] = s.Office.Name
	}
	if s.Office != nil && s.Office.Address != "" {
		address = s.Office.Address
	}
	street, code, town := addressParts(address)
	if town == "" {
		_, code, town = addressParts(s.Municipality.Address)
	}
	place["address"] = map[string]any{"@type": "PostalAddress", "streetAddress": street, "postalCode": code, "addressLocality": town}
	return place
}

// postal is the postal code in an address, with what stands before and after.
var postal = regexp.MustCompile(`^(.*?)[\s,]+([0-9]{5})\s+(.+)$`)

// addressParts takes an address apart: "Via degli Uffizi 1, 56125 Pisa".
func addressParts(address string) (street, code, town string) {
	if m := postal.FindStringSubmatch(address); m != nil {
		return m[1], m[2], m[3]
	}
	return address, "", ""
}

// plain takes the marks of Markdown away, as far as authors use them: search
// engines want words.
func plain(markdown string) string {
	var lines []string
	for line := range strings.Lines(markdown) {
		line = strings.TrimSpace(line)
		if line = strings.TrimPrefix(line, "- "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, " "), "**", "")
}

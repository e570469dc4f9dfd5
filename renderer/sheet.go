package renderer

import "strings"

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
			"@type": "ServiceChannel", "name": s.Service, "serviceUrl": s.ServiceURL,
			"serviceLocation": s.location(),
		},
	}
	return out
}

func named(kind, name string) map[string]any { return map[string]any{"@type": kind, "name": name} }

func (s Sheet) location() map[string]any {
	place := named("Place", s.Municipality.Name)
	street := s.Municipality.Address
	if s.Office != nil {
		place["name"], street = s.Office.Name, s.Office.Address
	}
	place["address"] = map[string]any{
		"@type": "PostalAddress", "streetAddress": street,
		"postalCode": s.Municipality.PostalCode, "addressLocality": s.Municipality.Town,
	}
	return place
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

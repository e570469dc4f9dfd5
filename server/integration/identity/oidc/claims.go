package oidc

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// claims are what a provider says of a person, as JSON gives it.
type claims map[string]any

// UnmarshalJSON keeps numbers as they were written.
func (c *claims) UnmarshalJSON(b []byte) error {
	var all map[string]any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	err := d.Decode(&all)
	*c = all
	return err
}

// text gives a claim by its name, or by a path into groups: a dot may be part of
// a name as well, as in names that are addresses. Of a list it is the first.
func (c claims) text(path string) string {
	if path == "" {
		return ""
	}
	if claim, ok := c[path]; ok {
		return asText(claim)
	}
	for i, char := range path {
		if char != '.' {
			continue
		}
		if group, ok := c[path[:i]].(map[string]any); ok {
			if found := claims(group).text(path[i+1:]); found != "" {
				return found
			}
		}
	}
	return ""
}

func asText(claim any) string {
	switch claim := claim.(type) {
	case string:
		return strings.TrimSpace(claim)
	case json.Number:
		return claim.String()
	case []any:
		if len(claim) > 0 {
			return asText(claim[0])
		}
	}
	return ""
}

// attributes are the claims by our names. What a provider does not say, or says
// in a way that is not understood, is left out: the citizen fills it in.
func (p *Provider) attributes(said claims) map[string]string {
	out := map[string]string{}
	for name, normal := range normals {
		if value := normal(said.text(p.Claims[name])); value != "" {
			out[name] = value
		}
	}
	return out
}

// lacks reports whether something that could be said was not.
func (p *Provider) lacks(said claims) bool {
	for _, path := range p.Claims {
		if said.text(path) == "" {
			return true
		}
	}
	return false
}

// level is our name of a level as the provider calls it; "" if there is none.
func (p *Provider) level(class string) string {
	levels := []string{"3", "2", "1"}
	for _, level := range levels {
		if class != "" && p.Levels[level] == class {
			return level
		}
	}
	if slices.Contains(levels, class) {
		return class
	}
	return ""
}

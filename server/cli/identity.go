package cli

import (
	"fmt"
	"os"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/server/integration/identity/oidc"
	"sportello/server/web"
)

// providers are where citizens sign in, as the profile says, with their secrets
// from the environment.
func providers(profile *definitions.Profile, address string, clock func() time.Time) ([]web.Provider, error) {
	var out []web.Provider
	for _, p := range profile.Identity {
		secret, err := secretOf(p.ID.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, web.Provider{
			ID: p.ID.Value, Kind: p.Kind.Value, Label: p.Label.Value,
			IdentityProvider: oidc.New(oidc.Config{
				Issuer: p.Issuer.Value, Client: p.Client.Value, Secret: secret, Callback: web.Callback(address, p.ID.Value),
				Scopes: scopes(p.Scopes), Levels: byKey(p.Levels), Claims: byKey(p.Claims), Query: byKey(p.Query), Clock: clock,
			}),
		})
	}
	return out, nil
}

// secretOf reads the secret that was agreed with a provider: from a variable, or
// from the file that another names.
func secretOf(provider string) (string, error) {
	name := "SPORTELLO_SECRET_" + strings.ToUpper(strings.ReplaceAll(provider, "-", "_"))
	if secret := os.Getenv(name); secret != "" {
		return secret, nil
	}
	file := os.Getenv(name + "_FILE")
	if file == "" {
		return "", fmt.Errorf("the secret of the identity provider %s is missing: set %s, or %s_FILE to a file that holds it", provider, name, name)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("the secret of the identity provider %s: %w", provider, err)
	}
	return strings.TrimSpace(string(content)), nil
}

func scopes(named []definitions.String) []string {
	if len(named) == 0 {
		return []string{"openid", "profile", "email"}
	}
	var out []string
	for _, s := range named {
		out = append(out, s.Value)
	}
	return out
}

func byKey(m definitions.Map[definitions.String]) map[string]string {
	out := map[string]string{}
	for _, e := range m {
		out[e.Key.Value] = e.Value.Value
	}
	return out
}

package oidc

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"sportello/server/submission"
)

// Config is what is agreed with a provider. All but Query and HTTP are needed;
// Levels and Claims have the values of SPID where they say nothing.
type Config struct {
	Issuer   string
	Client   string
	Secret   string
	Callback string            // where browsers are sent back to, as registered
	Scopes   []string          // openid among them
	Levels   map[string]string // by our level, 1 to 3, the provider's name of it
	Claims   map[string]string // by our name of an attribute, the provider's
	Query    map[string]string // more that is asked where one signs in
	Clock    func() time.Time
	HTTP     *http.Client // one with a time limit unless given
}

// The names of SPID and CIE.
var (
	defaultLevels = map[string]string{
		"1": "https://www.spid.gov.it/SpidL1", "2": "https://www.spid.gov.it/SpidL2", "3": "https://www.spid.gov.it/SpidL3",
	}
	defaultClaims = map[string]string{
		"cognome": "family_name", "nome": "given_name", "codice_fiscale": "https://attributes.eid.gov.it/fiscal_number",
		"data_nascita": "birthdate", "sesso": "gender", "luogo_nascita": "place_of_birth.locality",
		"email": "email", "cellulare": "phone_number", "pec": "https://attributes.eid.gov.it/e_delivery_service", "livello": "acr",
	}
)

// patience is how long a provider may take for one answer.
const patience = 6 * time.Second

// Provider is one provider. It may be used by many requests at once.
type Provider struct {
	Config
	mu    sync.Mutex
	found *discovery
}

var _ submission.IdentityProvider = (*Provider)(nil)

// discovery is what a provider says of itself.
type discovery struct {
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	oauth    oauth2.Config
	leave    string // where one signs out; "" if nowhere
	at       time.Time
}

// New makes a provider. It is not looked for yet.
func New(c Config) *Provider {
	c.Levels, c.Claims = over(c.Levels, defaultLevels), over(c.Claims, defaultClaims)
	if c.HTTP == nil {
		c.HTTP = &http.Client{Timeout: patience}
	}
	return &Provider{Config: c}
}

// over lays names over others.
func over(own, others map[string]string) map[string]string {
	out := make(map[string]string, len(others))
	for name, value := range others {
		out[name] = value
	}
	for name, value := range own {
		out[name] = value
	}
	return out
}

// freshness is how long one believes what a provider said of itself.
const freshness = time.Hour

// discover gives what the provider says of itself. If it cannot be asked again,
// what it said before holds.
func (p *Provider) discover(ctx context.Context) (*discovery, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil && p.Clock().Sub(p.found.at) < freshness {
		return p.found, nil
	}
	fresh, err := p.ask(ctx)
	if err == nil {
		p.found = fresh
	}
	if p.found == nil {
		return nil, fmt.Errorf("%w: discovery at %s: %w", submission.ErrUnavailable, p.Issuer, err)
	}
	p.found.at = p.Clock()
	return p.found, nil
}

func (p *Provider) ask(ctx context.Context) (*discovery, error) {
	provider, err := oidc.NewProvider(p.with(ctx), p.Issuer)
	if err != nil {
		return nil, err
	}
	var more struct {
		Leave string `json:"end_session_endpoint"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, err
	}
	return &discovery{
		provider: provider,
		verifier: provider.Verifier(&oidc.Config{ClientID: p.Client, Now: p.Clock}),
		oauth: oauth2.Config{
			ClientID: p.Client, ClientSecret: p.Secret, Endpoint: provider.Endpoint(), RedirectURL: p.Callback, Scopes: p.Scopes,
		},
		leave: more.Leave, at: p.Clock(),
	}, nil
}

// with gives a context in which the libraries use our client.
func (p *Provider) with(ctx context.Context) context.Context { return oidc.ClientContext(ctx, p.HTTP) }

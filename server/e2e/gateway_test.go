package e2e_test

import (
	"net/url"
	"testing"
	"time"

	"sportello/e2e/browser"
	"sportello/engine"
	"sportello/server/integration/identity/oidc"
	"sportello/server/integration/identity/oidctest"
	"sportello/server/stage"
	"sportello/server/web"
)

// marco is known to the gateway.
var marco = map[string]oidctest.Person{"marco": {Subject: "spid-1", Claims: map[string]any{
	"family_name": "Rossi", "given_name": "Marco", "https://attributes.eid.gov.it/fiscal_number": "TINIT-RSSMRC83L04G702T",
	"birthdate": "1983-07-04", "gender": "M", "place_of_birth": map[string]any{"locality": "G702"}, "email": "marco@example.org",
}}}

// withGateway is a server of a service whose citizens sign in at a gateway to SPID.
func withGateway(t *testing.T, name string) (*stage.Stage, *oidctest.Gateway) {
	t.Helper()
	var g *oidctest.Gateway
	s, err := stage.Open(t.TempDir(), service(t, name).Program, func(site string) web.Provider {
		callback := web.Callback(site, "spid")
		if g == nil { // a stage has two sites at one address
			g = oidctest.Open(t, map[string]oidctest.Site{"comune": {Callback: callback, SignedOut: site + "/uscita"}}, marco)
		}
		return web.Provider{ID: "spid", Kind: "spid", IdentityProvider: oidc.New(oidc.Config{
			Issuer: g.Issuer, Client: "comune", Secret: oidctest.Secret, Callback: callback, Scopes: []string{"openid", "profile"}, Clock: time.Now,
		})}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.Set(engine.Outside{Now: time.Now()}) // the gateway has the clock of this machine
	return s, g
}

// From the sheet of a service to SPID and back *into* the service, whose first page
// knows the citizen; then out, here and there. Each of our pages is looked at.
func TestSigningInAtAGateway(t *testing.T) {
	t.Parallel()
	s, g := withGateway(t, records)
	w := open(t, s.URL, browser.Desk, true)
	issuer, err := url.Parse(g.Issuer)
	if err != nil {
		t.Fatal(err)
	}
	w.Beyond = issuer.Host
	ours := func(w *browser.Window) error {
		if w.Page().URL.Host == w.Beyond {
			return nil
		}
		return look(w)
	}
	w.Seen = ours
	start := "/servizi/" + records + "/avvia"
	steps(t,
		func() error { return w.Go("/servizi/" + records) },
		func() error { return w.Press(`main a[href$="/avvia"]`) },
		func() error { return w.Press(`a[href^="/accesso/spid?"]`) },
		func() error { return w.Type(`[name="username"]`, "", "marco") },
		func() error { return w.Press(`form button`) },
		func() error { return at(w, "/domande/") },
		func() error { return shows(w, `#fields`) },
		func() error { return w.Press(`a[href="/area"]`) },
		func() error { return shows(w, `a[href^="/domande/"]`) },
		func() error { w.Seen = nil; return w.Press(`form[action="/esci"] button`) }, // a page that leads on at once
		func() error { w.Seen = ours; return w.Arrive("/uscita") },
		func() error { return shows(w, `a[href^="/accesso?"]`) },
		func() error { return w.Go(start) },
		func() error { return shows(w, `a[href^="/accesso/spid?"]`) },
	)
	if g.SignedOut() != 1 {
		t.Errorf("%d have signed out at the gateway", g.SignedOut())
	}
}

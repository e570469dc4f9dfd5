package web_test

import (
	"context"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sportello/server/integration/identity/oidc"
	"sportello/server/integration/identity/oidctest"
	"sportello/server/submission"
	"sportello/server/web"
)

// people are known to the gateway. Marco has SPID and CIE, which says less.
var people = map[string]oidctest.Person{
	"marco": {Subject: "spid-1", Claims: map[string]any{
		"family_name": "Rossi", "given_name": "Marco", "https://attributes.eid.gov.it/fiscal_number": "TINIT-RSSMRC83L04G702T",
		"birthdate": "1983-07-04", "gender": "M", "place_of_birth": map[string]any{"locality": "G702"},
		"email": "marco@example.org", "phone_number": "333 1234567",
	}},
	"marco-cie": {Subject: "cie-1", Claims: map[string]any{
		"family_name": "ROSSI", "given_name": "MARCO", "https://attributes.eid.gov.it/fiscal_number": "TINIT-RSSMRC83L04G702T",
		"birthdate": "1983-07-04",
	}},
	"teresa": {Subject: "spid-2", Level: "https://www.spid.gov.it/SpidL1", Claims: map[string]any{
		"family_name": "Bruni", "given_name": "Teresa", "https://attributes.eid.gov.it/fiscal_number": "TINIT-BRNTRS55H46G702I",
	}},
}

// gateway is a town that citizens sign in to through a gateway.
func gateway(t *testing.T) (*town, *oidctest.Gateway) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	tw := &town{data: t.TempDir(), log: &lines{}, listener: listener, address: "http://" + listener.Addr().String()}
	sites := map[string]oidctest.Site{}
	for _, id := range []string{"spid", "cie"} {
		sites["comune-"+id] = oidctest.Site{Callback: web.Callback(tw.address, id), SignedOut: tw.address + "/uscita"}
	}
	g := oidctest.Open(t, sites, maps.Clone(people))
	for _, id := range []string{"spid", "cie"} {
		tw.providers = append(tw.providers, web.Provider{ID: id, Kind: id, IdentityProvider: oidc.New(oidc.Config{
			Issuer: g.Issuer, Client: "comune-" + id, Secret: oidctest.Secret, Callback: web.Callback(tw.address, id),
			Scopes: []string{"openid", "profile"}, Clock: tw.now,
		})})
	}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	return tw, g
}

// visit opens an address anywhere.
func (b *browser) visit(address string) *answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	must(b.t, err)
	return b.do(r)
}

// next is where an answer leads, from an address.
func (a *answer) next(from string) string {
	a.t.Helper()
	base, err := url.Parse(from)
	must(a.t, err)
	to, err := base.Parse(a.header.Get("Location"))
	must(a.t, err)
	if a.header.Get("Location") == "" {
		a.t.Fatalf("%s leads nowhere: %d %s", a.at, a.status, text(a.body))
	}
	return to.String()
}

// at goes from an address at the gateway to where one signs in there, does it,
// and gives the address that the gateway sends back to, without going there.
func (b *browser) signAt(g *oidctest.Gateway, address, name string) string {
	b.t.Helper()
	page := b.visit(address).next(address)
	login, err := url.Parse(page)
	must(b.t, err)
	form := url.Values{"id": {login.Query().Get("authRequestID")}, "username": {name}}
	action := g.Issuer + "/login/username"
	if name == "" {
		action = g.Issuer + "/login/cancel"
	}
	r, err := http.NewRequest(http.MethodPost, action, strings.NewReader(form.Encode()))
	must(b.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	back := b.do(r).next(g.Issuer)
	if name != "" {
		back = b.visit(back).next(back)
	}
	return back
}

// signIn presses a button of a page, and comes back from the gateway.
func (b *browser) signIn(g *oidctest.Gateway, button, name string) *answer {
	b.t.Helper()
	return b.visit(b.signAt(g, b.get(button).is(http.StatusSeeOther).header.Get("Location"), name))
}

// button is the address of a provider's button on a page.
func (a *answer) button(provider string) string {
	a.t.Helper()
	_, rest, ok := strings.Cut(a.body, `"/accesso/`+provider+"?")
	if !ok {
		a.t.Fatalf("%s has no button for %s:\n%s", a.at, provider, text(a.body))
	}
	query, _, _ := strings.Cut(rest, `"`)
	return "/accesso/" + provider + "?" + strings.ReplaceAll(query, "&amp;", "&")
}

// The whole way round: from a service to the gateway, back into the service, to
// the application that was sent with the evidence of who sent it.
func TestSignInAtAGateway(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	b.get("/domande/niente").goesTo("/accesso?ritorno=")
	start := b.get("/servizi/prova/avvia").says("Entra con SPID", "Entra con CIE").lacks("Dimostrazione.", `name="privacy"`)
	b.signIn(g, start.button("spid"), "marco").goesTo("/servizi/prova/avvia")
	asked := g.Asked()
	if asked.Get("acr_values") != "https://www.spid.gov.it/SpidL2" || asked.Get("code_challenge_method") != "S256" || asked.Get("nonce") == "" {
		t.Errorf("the gateway was asked %v", asked)
	}
	b.get("/servizi/prova/avvia").says("Continui come Marco Rossi.", `name="privacy"`)
	draft := b.begin("prova")
	b.get(draft + "/pagine/dati").says("Marco")
	b.fill(draft+"/pagine/dati", goodData)
	b.fill(draft+"/pagine/motivo", goodReason)
	receipt := b.post(draft+"/riepilogo", b.get(draft+"/riepilogo").form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")

	reference := strings.TrimSuffix(strings.TrimPrefix(receipt, "/pratiche/"), "?inviata")
	for sent, err := range tw.store.Export(context.Background(), "prova", 0) {
		must(t, err)
		e := sent.Evidence
		if sent.Reference != reference || e.Issuer != g.Issuer || e.Subject != "spid-1" || e.Level != "2" ||
			e.Class != "https://www.spid.gov.it/SpidL2" || time.Since(e.SignedIn) > time.Minute ||
			e.Claims["codice_fiscale"] != "RSSMRC83L04G702T" || e.Claims["cellulare"] != "+393331234567" {
			t.Errorf("%s was sent with evidence %+v", sent.Reference, struct{ submission.Evidence }{e})
		}
	}
	for _, secret := range []string{"RSSMRC", "Rossi", "marco@"} {
		if strings.Contains(tw.log.String(), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
}

// A service that gives its own notice begins at once; what the identity does not
// say is asked, and only what it says is locked.
func TestWithWhatACardSays(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	page := b.signIn(g, b.get("/servizi/chi-sono/avvia").button("cie"), "marco-cie").goesTo("/domande/")
	shown := b.get(page).is(http.StatusOK).says("ROSSI", "RSSMRC83L04G702T")
	if strings.Contains(shown.body, `name="chi.cognome"`) || strings.Contains(shown.body, `name="chi.codice_fiscale"`) {
		t.Error("what the card says can be written over")
	}
	shown.says(`name="chi.sesso"`, `name="chi.nato_in"`)
	b.fill(page, url.Values{"chi.cognome": {"Usurpatore"}, "chi.sesso": {"M"}, "chi.nato_in": {"italia"}, "chi.comune_nascita": {"G702"}, "chi.cittadinanza": {"IT"}, "_action": {"save"}})
	b.get(page).says("ROSSI").lacks("Usurpatore")
}

// SPID and CIE of one person lead to the same drafts.
func TestOnePersonTwoIdentities(t *testing.T) {
	tw, g := gateway(t)
	spid, cie := tw.browser(t), tw.browser(t)
	spid.signIn(g, "/accesso/spid?ritorno=/area", "marco").goesTo("/area")
	draft := spid.begin("prova")
	cie.get(draft).goesTo("/accesso?ritorno=" + url.QueryEscape(draft))
	cie.signIn(g, "/accesso/cie?ritorno="+url.QueryEscape(draft), "marco-cie").goesTo(draft)
	cie.get(draft).goesTo(draft + "/pagine/dati")
	other := tw.browser(t)
	other.signIn(g, "/accesso/spid?ritorno=/area", "teresa")
	other.get(draft).is(http.StatusNotFound)
}

// Who comes with too low a level is told what to do, and can.
func TestStepUp(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	b.signIn(g, b.get("/servizi/prova/avvia").button("spid"), "teresa").goesTo("/servizi/prova/avvia")
	low := b.get("/servizi/prova/avvia").says("livello 2 o superiore")
	b.post("/servizi/prova/avvia", url.Values{"privacy": {"yes"}}).is(http.StatusUnprocessableEntity).says("livello 2 o superiore")
	g.People["teresa"] = oidctest.Person{Subject: "spid-2", Claims: people["teresa"].Claims}
	b.signIn(g, low.button("spid"), "teresa").goesTo("/servizi/prova/avvia")
	if g.Asked().Get("prompt") != "login" {
		t.Error("who signs in again is not asked to prove it again")
	}
	draft := b.begin("prova")

	g.People["teresa"] = people["teresa"]
	b.post("/esci", nil)
	b.signIn(g, "/accesso/spid?ritorno="+url.QueryEscape(draft), "teresa").goesTo(draft)
	b.get(draft + "/pagine/dati").is(http.StatusForbidden).says("livello 2 o superiore")
	b.post(draft+"/pagine/dati", url.Values{"_action": {"next"}, "_rev": {"1"}, "nome": {"Teresina"}}).
		is(http.StatusForbidden).says("Teresina")
}

// What was typed in a session that has ended goes round with its citizen.
func TestTypedBeforeSigningInAgain(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	b.signIn(g, "/accesso/spid?ritorno=/area", "marco")
	page := b.begin("prova") + "/pagine/dati"
	form := b.get(page).form(url.Values{"nome": {"Scritto con cura"}})
	b.post("/esci", nil)
	again := b.post(page, form).is(http.StatusForbidden).says("La sessione è scaduta", "Scritto con cura")

	// The first time the citizen changes their mind: nothing is lost.
	away := b.post(again.button("spid"), again.form(nil)).is(http.StatusOK).says("Ti portiamo")
	_, address, _ := strings.Cut(away.header.Get("Refresh"), "url=")
	denied := b.visit(b.signAt(g, address, "")).is(http.StatusForbidden).says("Non hai completato l", "Scritto con cura")

	away = b.post(denied.button("cie"), denied.form(nil)).is(http.StatusOK)
	_, address, _ = strings.Cut(away.header.Get("Refresh"), "url=")
	b.visit(b.signAt(g, address, "marco-cie")).goesTo(page)
	b.get(page).is(http.StatusOK).says("Scritto con cura")
}

// Nothing that comes back wrong signs anybody in, and each has its page, in the
// service, with a way on.
func TestSignInFails(t *testing.T) {
	tw, g := gateway(t)
	start := "/accesso/spid?ritorno=" + url.QueryEscape("/servizi/prova/avvia")
	for _, c := range []struct {
		name   string
		says   string
		status int
		come   func(b *browser) *answer
	}{
		{"another nonce", "non è valida", http.StatusForbidden, func(b *browser) *answer {
			g.Nonce("altro")
			defer g.Nonce("")
			return b.signIn(g, start, "marco")
		}},
		{"a key that is not published", "non è valida", http.StatusForbidden, func(b *browser) *answer {
			g.WrongKey(true)
			defer g.WrongKey(false)
			return b.signIn(g, start, "marco")
		}},
		{"a code of nobody's", "non è valida", http.StatusForbidden, func(b *browser) *answer {
			back := b.signAt(g, b.get(start).header.Get("Location"), "marco")
			u, _ := url.Parse(back)
			q := u.Query()
			q.Set("code", "inventato")
			u.RawQuery = q.Encode()
			return b.visit(u.String())
		}},
		{"the code of another sign-in", "non è valida", http.StatusForbidden, func(b *browser) *answer {
			mine, _ := url.Parse(b.signAt(g, b.get(start).header.Get("Location"), "marco"))
			theirs, _ := url.Parse(tw.browser(t).signAt(g, tw.browser(t).get(start).header.Get("Location"), "teresa"))
			q := mine.Query()
			q.Set("code", theirs.Query().Get("code"))
			mine.RawQuery = q.Encode()
			return b.visit(mine.String())
		}},
		{"the other provider", "non è valida", http.StatusForbidden, func(b *browser) *answer {
			return b.visit(strings.Replace(b.signAt(g, b.get(start).header.Get("Location"), "marco"), "/accesso/spid/", "/accesso/cie/", 1))
		}},
		{"denied", "Non hai completato l", http.StatusForbidden, func(b *browser) *answer { return b.signIn(g, start, "") }},
		{"too late", "È passato troppo tempo", http.StatusForbidden, func(b *browser) *answer {
			back := b.signAt(g, b.get(start).header.Get("Location"), "marco")
			tw.late.Add(int64(31 * time.Minute))
			defer tw.late.Store(0)
			return b.visit(back)
		}},
		{"down on the way back", "non risponde", http.StatusServiceUnavailable, func(b *browser) *answer {
			back := b.signAt(g, b.get(start).header.Get("Location"), "marco")
			g.Down(true)
			defer g.Down(false)
			return b.visit(back)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := tw.browser(t)
			a := c.come(b).is(c.status).says(c.says, "Chiedere una prova", "Comune di Pisa")
			b.get("/area").goesTo("/accesso")
			b.signIn(g, a.button("spid"), "marco").goesTo("/servizi/prova/avvia")
		})
	}
}

// What comes back belongs to one browser, and once.
func TestSignInIsOnesOwnAndOnce(t *testing.T) {
	tw, g := gateway(t)
	b, other := tw.browser(t), tw.browser(t)
	start := "/accesso/spid?ritorno=" + url.QueryEscape("/servizi/prova/avvia")
	back := b.signAt(g, b.get(start).header.Get("Location"), "marco")
	other.visit(back).is(http.StatusForbidden).says("altro browser")
	other.get(start)
	other.visit(back).is(http.StatusForbidden).says("altro browser")
	b.visit(back).goesTo("/servizi/prova/avvia")
	b.visit(back).is(http.StatusOK).says("Hai già effettuato l")
	b.post("/esci", nil)
	b.visit(back).is(http.StatusForbidden).says("già stato usato").button("spid")
	b.visit(tw.address + "/accesso/spid/ritorno").is(http.StatusForbidden)
	b.visit(tw.address + "/accesso/altro/ritorno").is(http.StatusNotFound)
}

// Two windows may be on the way at the same time.
func TestTwoWindowsSignIn(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	first := b.signAt(g, b.get("/accesso/spid?ritorno=/servizi/prova/avvia").header.Get("Location"), "marco")
	second := b.signAt(g, b.get("/accesso/cie?ritorno=/area").header.Get("Location"), "marco-cie")
	b.visit(second).goesTo("/area")
	b.visit(first).goesTo("/servizi/prova/avvia")
	b.begin("prova")
}

// A gateway that is down keeps nobody from what needs none, and is found when
// it is there.
func TestGatewayIsDown(t *testing.T) {
	tw, g := gateway(t)
	g.Down(true)
	b := tw.browser(t)
	b.get("/readyz").is(http.StatusOK)
	b.begin("libera")
	start := b.get("/servizi/prova/avvia").is(http.StatusOK).button("spid")
	b.get(start).is(http.StatusServiceUnavailable).says("non risponde", "Chiedere una prova")
	if !strings.Contains(tw.log.String(), "discovery at "+g.Issuer) {
		t.Error("the operator is not told")
	}
	g.Down(false)
	b.signIn(g, start, "marco").goesTo("/servizi/prova/avvia")
	b.get("/area").says("Dire qualcosa") // begun before signing in
}

func TestSignOutAtTheGateway(t *testing.T) {
	tw, g := gateway(t)
	b := tw.browser(t)
	b.signIn(g, "/accesso/spid?ritorno=/area", "marco")
	away := b.post("/esci", nil).is(http.StatusOK).says("Sei uscito da questo sito", "Continua")
	b.get("/area").goesTo("/accesso")
	_, address, _ := strings.Cut(away.header.Get("Refresh"), "url=")
	if strings.Contains(address, "id_token") {
		t.Error("what the gateway said of the citizen is in the address")
	}
	back := b.visit(address).next(address)
	if back != tw.address+"/uscita" || g.SignedOut() != 1 {
		t.Fatalf("signed out %d times, sent back to %s", g.SignedOut(), back)
	}
	b.visit(back).is(http.StatusOK).says("Sei uscito")
	g.Down(true) // known already where one signs out: the browser is sent there
	b.signedOutHere()
}

func (b *browser) signedOutHere() {
	b.t.Helper()
	b.post("/esci", nil).is(http.StatusOK).says("Sei uscito")
}

// Package oidctest is a gateway to SPID and CIE for tests: a whole provider of
// OpenID Connect in the same process, with a page to sign in at and Italian
// claims. It is made of the example of a certified library, not of what is
// tested; and it can be told to go wrong.
package oidctest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Secret is what every client has agreed with the gateway.
const Secret = "segreto di prova"

// Gateway is one provider.
type Gateway struct {
	Issuer string
	People map[string]Person // by the name that they sign in with
	faults faults
	inner  *keeper
	server *httptest.Server
}

// Person is somebody who may sign in.
type Person struct {
	Subject string
	Level   string         // the highest they have, as the gateway calls it; "" for whatever is asked
	Claims  map[string]any // told at the user info endpoint
}

// faults are what goes wrong.
type faults struct {
	sync.Mutex
	down      bool
	nonce     string
	wrongKey  bool
	asked     url.Values
	signedOut int
}

// Open starts a gateway at which sites are registered as clients, by their id.
func Open(t *testing.T, sites map[string]Site, people map[string]Person) *Gateway {
	t.Helper()
	g := &Gateway{People: people}
	g.server = httptest.NewUnstartedServer(nil)
	_, port, _ := strings.Cut(g.server.Listener.Addr().String(), ":")
	g.Issuer = "http://localhost:" + port
	g.inner = newKeeper(g, sites)
	provider, err := op.NewProvider(&op.Config{CryptoKey: sha256.Sum256([]byte("prova")), CodeMethodS256: true, AuthMethodPost: true},
		g.inner, op.StaticIssuer(g.Issuer), op.WithAllowInsecure(), op.WithLogger(slog.New(slog.NewTextHandler(io.Discard, nil))))
	if err != nil {
		t.Fatal(err)
	}
	g.server.Config.Handler = g.handler(provider)
	g.server.Start()
	t.Cleanup(g.server.Close)
	return g
}

// Site is a client of the gateway.
type Site struct{ Callback, SignedOut string }

func (g *Gateway) handler(provider *op.Provider) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /login/username", g.login)
	mux.HandleFunc("POST /login/username", g.loggedIn(op.AuthCallbackURL(provider)))
	mux.HandleFunc("POST /login/cancel", g.cancelled)
	mux.Handle("/", provider)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.faults.Lock()
		down := g.faults.down
		if r.URL.Path == "/authorize" {
			g.faults.asked = r.URL.Query()
		}
		g.faults.Unlock()
		if down {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

var loginPage = template.Must(template.New("").Parse(`<!DOCTYPE html><html lang="it"><title>Gateway</title><main><h1>Gateway di prova</h1>
<form method="post" action="/login/username"><input type="hidden" name="id" value="{{.}}">
<label>Chi sei <input name="username"></label> <button>Entra</button>
<button formaction="/login/cancel">Annulla</button></form></main></html>`))

func (g *Gateway) login(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	loginPage.Execute(w, r.URL.Query().Get("authRequestID"))
}

func (g *Gateway) loggedIn(callback func(context.Context, string) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.FormValue("id")
		if err := g.inner.CheckUsernamePassword(r.FormValue("username"), password, id); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		http.Redirect(w, r, callback(r.Context(), id), http.StatusFound)
	}
}

// cancelled sends back who does not want to sign in.
func (g *Gateway) cancelled(w http.ResponseWriter, r *http.Request) {
	request, err := g.inner.AuthRequestByID(r.Context(), r.FormValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	query := url.Values{"error": {string(oidc.AccessDenied)}, "state": {request.GetState()}}
	http.Redirect(w, r, request.GetRedirectURI()+"?"+query.Encode(), http.StatusFound)
}

// Down takes the gateway down, or up again.
func (g *Gateway) Down(down bool) { g.set(func(f *faults) { f.down = down }) }

// Nonce makes it sign another nonce than it was given; "" ends that.
func (g *Gateway) Nonce(nonce string) { g.set(func(f *faults) { f.nonce = nonce }) }

// WrongKey makes it sign with a key that it does not publish.
func (g *Gateway) WrongKey(wrong bool) { g.set(func(f *faults) { f.wrongKey = wrong }) }

// Asked is what the last browser was sent with.
func (g *Gateway) Asked() url.Values {
	g.faults.Lock()
	defer g.faults.Unlock()
	return g.faults.asked
}

// SignedOut is how many have signed out.
func (g *Gateway) SignedOut() int {
	g.faults.Lock()
	defer g.faults.Unlock()
	return g.faults.signedOut
}

func (g *Gateway) set(change func(*faults)) {
	g.faults.Lock()
	defer g.faults.Unlock()
	change(&g.faults)
}

// String names the gateway in messages.
func (g *Gateway) String() string { return fmt.Sprintf("gateway %s", g.Issuer) }

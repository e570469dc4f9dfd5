package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sportello/renderer"
	"sportello/server/submission"
)

// Provider is a way to sign in: a button.
type Provider struct {
	ID    string // stands in addresses
	Kind  string // spid, cie, eidas, other
	Label string // of the button; "" for the words of the kind
	submission.IdentityProvider
}

// Callback is where a provider sends browsers back to, on a site of an address.
func Callback(address, provider string) string {
	return strings.TrimRight(address, "/") + "/accesso/" + provider + "/ritorno"
}

// signInTime is how long one has to sign in.
const signInTime = 30 * time.Minute

// canSignIn reports whether there is any way to.
func (s *Site) canSignIn() bool { return s.Demo || len(s.Providers) > 0 }

func (s *Site) provider(id string) (Provider, error) {
	for _, p := range s.Providers {
		if p.ID == id {
			return p, nil
		}
	}
	return Provider{}, errNoPage
}

// buttons lead to the providers, and from there back to an address of ours.
func (s *Site) buttons(f renderer.Frame, back string, level int) []renderer.Provider {
	var out []renderer.Provider
	for _, p := range s.Providers {
		query := url.Values{"ritorno": {back}, "livello": {strconv.Itoa(level)}}
		out = append(out, renderer.Provider{
			Kind: p.Kind, Text: orWords(p.Label, f.Words().Text("provider."+p.Kind, nil)), URL: "/accesso/" + p.ID + "?" + query.Encode(),
		})
	}
	return out
}

// depart sends the browser to a provider. What was typed before it had to is
// posted along; then the browser is sent on by a page, because a form may lead
// only to this site.
func (s *Site) depart(w http.ResponseWriter, v *visit) error {
	p, err := s.provider(v.part("provider"))
	if err != nil {
		return err
	}
	if err := v.form(); err != nil {
		return err
	}
	one := submission.SignIn{
		Provider: p.ID, Back: localAddress(v.URL.Query().Get("ritorno")), Kept: onlyKept(v.PostForm), Expires: s.now().Add(signInTime),
	}
	address, err := s.departure(w, v, p, &one)
	if err != nil {
		return s.notSignedIn(w, v, one, err)
	}
	if v.Method == http.MethodPost {
		s.handOver(w, v, "departing", address)
		return nil
	}
	goTo(w, v, address)
	return nil
}

// departure keeps the sign-in, and gives the address of the provider.
func (s *Site) departure(w http.ResponseWriter, v *visit, p Provider, one *submission.SignIn) (string, error) {
	asked := submission.Departure{Level: levelAsked(v.URL.Query().Get("livello")), Again: v.signedIn()}
	for _, secret := range []*string{&asked.State, &asked.Nonce, &asked.Verifier} {
		token, err := s.token()
		if err != nil {
			return "", err
		}
		*secret = token
	}
	address, err := p.Depart(v.Context(), asked)
	if err != nil {
		return "", err
	}
	browser, err := s.browserToken(w, v)
	if err != nil {
		return "", err
	}
	one.Key, one.Browser, one.Nonce, one.Verifier = key(asked.State), key(browser), asked.Nonce, asked.Verifier
	return address, s.SignIns.BeginSignIn(v.Context(), *one)
}

// arrive takes back a browser that comes from a provider.
func (s *Site) arrive(w http.ResponseWriter, v *visit) error {
	p, err := s.provider(v.part("provider"))
	if err != nil {
		return err
	}
	one, err := s.departed(v, p)
	if errors.Is(err, errUnknownSignIn) && v.signedIn() {
		m := renderer.NewMessage(s.frame(v, ""), "signed_in")
		m.Links = append([]renderer.Link{{Text: m.Words().Text("header.area", nil), URL: "/area"}}, m.Links...)
		s.show(w, v, http.StatusOK, "message", m)
		return nil
	}
	if err != nil {
		return s.notSignedIn(w, v, one, err)
	}
	vouched, err := p.Return(v.Context(), one, v.URL.Query())
	if err != nil {
		return s.notSignedIn(w, v, one, err)
	}
	if err := s.open(w, v, sessionFor(p, vouched, v.guest())); err != nil {
		return err
	}
	return s.goOn(w, v, one)
}

// Why a browser that comes back is not taken.
var (
	errUnknownSignIn = errors.New("no such sign-in, or it has ended")
	errLateSignIn    = errors.New("the time to sign in is over")
)

// departed finds the sign-in that a browser comes back from. It is forgotten:
// nobody comes back twice.
func (s *Site) departed(v *visit, p Provider) (submission.SignIn, error) {
	nothing := submission.SignIn{Back: "/area"}
	cookie, err := v.Cookie(s.browserCookie())
	if err != nil {
		return nothing, errUnknownSignIn
	}
	one, err := s.SignIns.TakeSignIn(v.Context(), key(v.URL.Query().Get("state")), key(cookie.Value))
	switch {
	case errors.Is(err, submission.ErrNotFound):
		return nothing, errUnknownSignIn
	case err != nil:
		return nothing, err
	case one.Provider != p.ID:
		return one, submission.ErrUntrusted
	case !s.now().Before(one.Expires):
		return one, errLateSignIn
	}
	return one, nil
}

// sessionFor is the session of somebody whom a provider vouched for. Who has a
// tax code is one person wherever they sign in, so that SPID and CIE lead to
// the same drafts.
func sessionFor(p Provider, who submission.Vouched, guest string) submission.Session {
	subject := "account:" + key(who.Issuer+" "+who.Account)
	if code := who.Claims["codice_fiscale"]; code != "" {
		subject = "person:" + key(code)
	}
	return submission.Session{
		Subject: subject, Provider: p.ID, Issuer: who.Issuer, Account: who.Account, Level: who.Level, Class: who.Class,
		SignedIn: who.At, Claims: who.Claims, Guest: guest,
	}
}

// goOn goes on where the sign-in began: in the service, if it was one.
func (s *Site) goOn(w http.ResponseWriter, v *visit, one submission.SignIn) error {
	p, starting := s.startedAt(one.Back)
	if starting && admitted(v, p) && givesNotice(p) && !s.hasDraft(v, p) {
		return s.begin(w, v, p)
	}
	return s.keepKept(w, v, one.Back, one.Kept)
}

// browserCookie is the name of what binds a sign-in to the browser that began
// it, in however many windows.
func (s *Site) browserCookie() string { return s.cookieName() + "-accesso" }

// browserToken gives what the browser holds for that, and makes it hold it.
func (s *Site) browserToken(w http.ResponseWriter, v *visit) (string, error) {
	token := ""
	if cookie, err := v.Cookie(s.browserCookie()); err == nil {
		token = cookie.Value
	}
	if len(token) < 40 { // of ours have 43 characters
		var err error
		if token, err = s.token(); err != nil {
			return "", err
		}
	}
	s.putCookie(w, s.browserCookie(), token, signInTime)
	return token, nil
}

// levelAsked reads the level that a button asks for.
func levelAsked(name string) int {
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > 3 {
		return usualLevel
	}
	return n
}

// usualLevel is that of public services: of a service, and of the personal area.
const usualLevel = 2

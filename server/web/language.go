package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
	"sportello/server/submission"
)

// languageName is the parameter of an address that changes the language.
const languageName = "lingua"

// languageTime is how long a browser remembers the language chosen.
const languageTime = 365 * 24 * time.Hour

// languages are those that the municipality offers, its first before the
// others.
func (s *Site) languages() []string {
	var out []string
	for _, l := range s.Services.Profile().Languages {
		if locale.Known(l.Value) {
			out = append(out, l.Value)
		}
	}
	return out
}

// listen finds out which language the visitor wants: the one they chose, or at
// first the one that their browser asks for.
func (s *Site) listen(v *visit) {
	offered := s.languages()
	if cookie, err := v.Cookie(s.languageCookie()); err == nil && slices.Contains(offered, cookie.Value) {
		v.chosen = cookie.Value
	}
	v.accepted = locale.Accepted(v.Header.Get("Accept-Language"), offered)
}

// languageCookie is named like the cookie of the session.
func (s *Site) languageCookie() string { return s.cookieName() + "-lingua" }

// choose remembers a language for the visitor; false if it is not offered.
func (s *Site) choose(w http.ResponseWriter, language string) bool {
	if !slices.Contains(s.languages(), language) {
		return false
	}
	http.SetCookie(w, &http.Cookie{
		Name: s.languageCookie(), Value: language, Path: "/", MaxAge: int(languageTime.Seconds()),
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
	return true
}

// asksLanguage answers an address that changes the language: with the same
// address without it. It is true if it has answered.
func (s *Site) asksLanguage(w http.ResponseWriter, v *visit) bool {
	query := v.URL.Query()
	if v.Method != http.MethodGet || !query.Has(languageName) {
		return false
	}
	s.choose(w, query.Get(languageName)) // what is not offered changes nothing
	query.Del(languageName)
	goTo(w, v, withQuery(v.URL.EscapedPath(), query))
	return true
}

// withQuery is an address of this site.
func withQuery(path string, query url.Values) string {
	path = "/" + strings.TrimLeft(path, "/\\") // never the address of another site
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// language is what the visitor is spoken to in: the language of the draft that
// they look at, which follows their choice if its service can; else what they
// chose, or their browser asks for.
func (s *Site) language(v *visit) string {
	return cmp.Or(v.draft, v.chosen, v.accepted, append(s.languages(), "it")[0])
}

// inDraft remembers the language of a draft, for visitors who chose none.
func (v *visit) inDraft(d submission.Draft) { v.draft = d.Language }

// languageLinks are the languages that a screen is offered in.
func (s *Site) languageLinks(v *visit, p *engine.Program) []renderer.Language {
	if v.Method != http.MethodGet && v.Method != http.MethodHead && v.part("page") == "" {
		return nil // there may be nothing to see at this address
	}
	return s.languagesAt(p, v.URL.EscapedPath(), v.URL.Query())
}

// languagesAt are the languages of the screen at an address.
func (s *Site) languagesAt(p *engine.Program, path string, query url.Values) []renderer.Language {
	var out []renderer.Language
	for _, lang := range s.languages() {
		if p != nil && p.Language(lang) != lang {
			continue
		}
		query.Set(languageName, lang)
		out = append(out, renderer.Language{Tag: lang, Name: locale.For(lang).Name(), URL: withQuery(path, query)})
	}
	return out
}

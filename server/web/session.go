package web

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"sportello/engine/value"
	"sportello/server/submission"
)

// signedInTime is how long a session of somebody who signed in lasts without
// being used.
const signedInTime = 12 * time.Hour

// anonymousTime is how long one lasts whose drafts nobody else can reach: so much
// longer than they are kept that it outlives them also where it was not prolonged
// when it was last used.
func (s *Site) anonymousTime() time.Duration {
	return 2 * time.Duration(s.keeping.Days) * 24 * time.Hour
}

// cookieName is __Host-… where the browser can hold us to it: over https only,
// for this very host.
func (s *Site) cookieName() string {
	if s.secure {
		return "__Host-sportello"
	}
	return "sportello"
}

// sessionOf finds the session of a request; nil if there is none. One that is
// in use does not end.
func (s *Site) sessionOf(w http.ResponseWriter, r *http.Request) (*submission.Session, error) {
	session, token, err := s.storedSession(r)
	if session == nil || session.Expires.Sub(s.now()) >= s.lasting(session)*3/4 {
		return session, err
	}
	return session, s.prolong(w, r, session, token)
}

// storedSession finds the session of a request, as it is, with the token that
// the browser holds for it.
func (s *Site) storedSession(r *http.Request) (*submission.Session, string, error) {
	cookie, err := r.Cookie(s.cookieName())
	if err != nil {
		return nil, "", nil
	}
	session, err := s.Sessions.Session(r.Context(), key(cookie.Value), s.now())
	if errors.Is(err, submission.ErrNotFound) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return &session, cookie.Value, nil
}

// prolong moves the end of a session as far away as it was at first.
func (s *Site) prolong(w http.ResponseWriter, r *http.Request, session *submission.Session, token string) error {
	lasts := s.lasting(session)
	session.Expires = s.now().Add(lasts)
	if err := s.Sessions.ExtendSession(r.Context(), session.Key, session.Expires); err != nil {
		return err
	}
	s.setCookie(w, token, lasts)
	return nil
}

// sessionTime tells scripts how long a session lasts, and prolongs it if that is
// posted. Asking does not prolong it: a page left open would never end it.
func (s *Site) sessionTime(w http.ResponseWriter, r *http.Request) {
	session, token, err := s.storedSession(r)
	if err == nil && session != nil && r.Method == http.MethodPost {
		err = s.prolong(w, r, session, token)
	}
	switch {
	case err != nil:
		s.fail(w, s.newVisit(r), err)
	case session == nil:
		s.fail(w, s.newVisit(r), errSignedOut)
	default:
		w.Header().Set("Session-Seconds", strconv.Itoa(s.secondsLeft(session)))
		w.WriteHeader(http.StatusNoContent)
	}
}

func (s *Site) secondsLeft(session *submission.Session) int {
	return int(session.Expires.Sub(s.now()).Seconds())
}

func (s *Site) lasting(session *submission.Session) time.Duration {
	if session.Issuer == "" {
		return s.anonymousTime()
	}
	return signedInTime
}

// open begins a session, and ends the one before: what a browser held before
// it signed in opens nothing afterwards.
func (s *Site) open(w http.ResponseWriter, v *visit, session submission.Session) error {
	token, err := s.token()
	if err != nil {
		return err
	}
	session.Key = key(token)
	session.Expires = s.now().Add(s.lasting(&session))
	if err := s.Sessions.CreateSession(v.Context(), session); err != nil {
		return err
	}
	if v.session != nil {
		if err := s.Sessions.DeleteSession(v.Context(), v.session.Key); err != nil {
			return err
		}
	}
	v.session = &session
	s.setCookie(w, token, s.lasting(&session))
	return nil
}

// openAnonymous begins a session of nobody in particular.
func (s *Site) openAnonymous(w http.ResponseWriter, v *visit) error {
	subject, err := s.token()
	if err != nil {
		return err
	}
	return s.open(w, v, submission.Session{Subject: "anonymous:" + subject})
}

// token gives 256 bits nobody can guess.
func (s *Site) token() (string, error) {
	var b [32]byte
	if _, err := io.ReadFull(s.Random, b[:]); err != nil {
		return "", fmt.Errorf("new token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b[:]), nil
}

// key is what the store knows of a token: who reads the store cannot pose as
// anybody.
func key(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func (s *Site) setCookie(w http.ResponseWriter, token string, lasts time.Duration) {
	s.putCookie(w, s.cookieName(), token, lasts)
}

func (s *Site) putCookie(w http.ResponseWriter, name, token string, lasts time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: token, Path: "/", MaxAge: int(lasts.Seconds()),
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
}

func (s *Site) dropCookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(), Path: "/", MaxAge: -1,
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
}

// person is who a session stands for.
func person(session *submission.Session) submission.Person {
	return submission.Person{
		Subject: session.Subject, Issuer: session.Issuer, Account: session.Account, Level: session.Level, Class: session.Class,
		SignedIn: session.SignedIn, Identity: identity(session.Claims),
	}
}

// identity gives claims the types that rules read them with.
func identity(claims map[string]string) value.Group {
	out := value.Group{}
	for name, text := range claims {
		switch name {
		case "data_nascita":
			if day, err := value.ParseDate(text); err == nil {
				out[name] = day
			}
		case "livello":
			if level, err := strconv.Atoi(text); err == nil {
				out[name] = value.Int(level)
			}
		default:
			out[name] = text
		}
	}
	return out
}

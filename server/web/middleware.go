package web

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// answerTime is how long a request may take, uploads apart.
const answerTime = 20 * time.Second

// note is what the log tells of a request. Nothing that a citizen wrote, and no
// address as it was asked for: only the pattern of it.
type note struct {
	id      string
	route   string
	status  int
	begun   time.Time // to measure with
	arrived time.Time // by the clock of the site
}

type noteKey struct{}

func noteOf(r *http.Request) *note {
	n, _ := r.Context().Value(noteKey{}).(*note)
	return n
}

// outside puts the middleware around the routes, so that it stands also around
// pages that do not exist.
func (s *Site) outside(inner http.Handler) (http.Handler, error) {
	origin := http.NewCrossOriginProtection()
	if err := origin.AddTrustedOrigin(s.Address); err != nil {
		return nil, err
	}
	origin.SetDenyHandler(s.visited("none", func(http.ResponseWriter, *visit) error { return errCrossOrigin }))
	return s.logged(s.headers(s.recovered(origin.Handler(limited(inner))))), nil
}

// logged gives the request an id and the instant of its arrival, and tells the
// log how it went. It is the first to see it: whatever a request waits for later
// is not the citizen's delay.
func (s *Site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &note{id: rand.Text()[:12], route: "none", begun: time.Now(), arrived: s.now()}
		w.Header().Set("X-Request-Id", n.id)
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), noteKey{}, n), s.patience(r))
		defer cancel()
		next.ServeHTTP(&watched{ResponseWriter: w, note: n}, r.WithContext(ctx))
		s.answered(n, method(r))
		s.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("id", n.id), slog.String("method", method(r)),
			slog.String("route", n.route), slog.Int("status", n.status),
			slog.Int64("ms", time.Since(n.begun).Milliseconds()))
	})
}

// method names only methods there are, so that nothing else reaches the log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return r.Method
	}
	return "other"
}

func (s *Site) patience(r *http.Request) time.Duration {
	if isUpload(r) {
		return uploadTime
	}
	return answerTime
}

// watched remembers the status.
type watched struct {
	http.ResponseWriter
	note *note
}

// WriteHeader is of http.ResponseWriter.
func (w *watched) WriteHeader(status int) {
	if w.note.status == 0 {
		w.note.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write is of http.ResponseWriter.
func (w *watched) Write(b []byte) (int, error) {
	if w.note.status == 0 {
		w.note.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap serves http.ResponseController.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Policy allows only what the site itself serves, and no script or style
// written into a page.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
	"form-action 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"

func (s *Site) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", Policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if s.secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into a page. What was wrong is told to the log by
// where it happened; the value of the panic may hold an answer.
func (s *Site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.Log.Error("panic", "id", noteOf(r).id, "route", noteOf(r).route, "stack", string(debug.Stack()))
			if noteOf(r).status == 0 {
				s.fail(w, s.newVisit(r), errPanic)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

var errPanic = errors.New("panic")

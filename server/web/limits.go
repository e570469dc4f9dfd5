package web

import (
	"net/http"
	"strings"
	"time"
)

// The limits of what is posted. A page of the flow may hold many long texts.
const (
	maxForm    = 64 << 10 // bytes, of any form but a page's
	maxPage    = 1 << 20  // of a page, without its files
	maxUpload  = 60 << 20 // of a page with its files
	uploadTime = 10 * time.Minute
)

// limited keeps bodies small.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(maxForm)
		switch {
		case isUpload(r):
			limit = maxUpload
		case strings.HasPrefix(r.URL.Path, "/domande/"), r.URL.Path == "/accesso", strings.HasPrefix(r.URL.Path, "/accesso/"):
			limit = maxPage
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// isUpload reports whether a page is posted together with files.
func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/domande/") &&
		strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data")
}

// moreTime lets a slow line finish, once it is known whose it is. Where deadlines cannot be moved
// (in tests) there are none.
func moreTime(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	until := time.Now().Add(uploadTime)
	if err := c.SetReadDeadline(until); err != nil {
		return
	}
	c.SetWriteDeadline(until.Add(answerTime)) // as the one before: it can be moved
}

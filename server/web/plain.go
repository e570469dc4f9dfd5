package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// health tells that the program runs.
func (s *Site) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// ready tells whether requests can be answered.
func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if s.Ready == nil {
		fmt.Fprintln(w, "ok")
		return
	}
	if err := s.Ready(); err != nil {
		s.Log.Error("not ready", "id", noteOf(r).id, "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "not ready")
		return
	}
	fmt.Fprintln(w, "ok")
}

// asset serves style, script, fonts and icons. Their addresses change with
// their content, so that browsers keep them for ever.
func (s *Site) asset(w http.ResponseWriter, r *http.Request) {
	asset, ok := s.assets[r.URL.Path]
	if !ok {
		s.fail(w, s.newVisit(r), errNoPage)
		return
	}
	h := w.Header()
	h.Set("Content-Type", asset.Type)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", `"`+asset.Hash+`"`)
	h.Set("Vary", "Accept-Encoding")
	if r.Header.Get("If-None-Match") == `"`+asset.Hash+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	content := asset.Content
	if asset.Gzip != nil && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		content = asset.Gzip
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method != http.MethodHead {
		w.Write(content) // whoever went away needs no answer
	}
}

func takesGzip(r *http.Request) bool {
	for _, coding := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if name == "gzip" && strings.TrimSpace(weight) != "q=0" {
			return true
		}
	}
	return false
}

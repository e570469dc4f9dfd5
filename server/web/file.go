package web

import (
	"mime"
	"net/http"
	"time"
)

// file gives a citizen a file of theirs, to be saved and never to be shown in
// the browser as part of the site.
func (s *Site) file(w http.ResponseWriter, v *visit) error {
	if ok, err := s.known(w, v); !ok {
		return err
	}
	return v.theirs(func() error { return s.sendFile(w, v) })
}

func (s *Site) sendFile(w http.ResponseWriter, v *visit) error {
	file, content, err := s.Desk.OpenFile(v.Context(), v.who(), v.part("file"))
	if err != nil {
		return err
	}
	defer content.Close()
	moreTime(w)
	h := w.Header()
	h.Set("Content-Type", file.MediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	http.ServeContent(w, v.Request, "", time.Time{}, content)
	return nil
}

package web

import (
	"compress/gzip"
	"net/http"
	"sync"
)

// worthPacking is the size from which a page is compressed. Below it, it fits in
// one packet as it is.
const worthPacking = 1 << 10

// packers are used again: each holds some hundred kilobytes. The quickest level
// makes a page about a fifth of what it was; a better one would cost more time
// than it saves on the line.
var packers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is valid
	return w
}}

// send answers with a page, compressed for those who take that. A page holds no
// secret that somebody else could guess at by its size: what tells a citizen from
// another is in the cookie.
func send(w http.ResponseWriter, r *http.Request, status int, page *held) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "Accept-Encoding")
	if page.Len() < worthPacking || !takesGzip(r) {
		w.WriteHeader(status)
		page.WriteTo(w) // whoever went away needs no answer
		return
	}
	h.Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	packer := packers.Get().(*gzip.Writer)
	defer packers.Put(packer)
	packer.Reset(w)
	page.WriteTo(packer)
	packer.Close()
}

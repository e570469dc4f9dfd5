package audit

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sportello/server/visitor"
)

// all are the pages that were seen, once each.
func (v *site) all() []*visitor.Page {
	out := []*visitor.Page{v.home, v.list}
	for _, one := range v.visits {
		out = append(out, one.sheet, one.entered, one.summary, one.receipt, one.area)
		out = append(out, one.pages...)
	}
	seen := map[*visitor.Page]bool{nil: true}
	var once []*visitor.Page
	for _, p := range out {
		if !seen[p] {
			seen[p] = true
			once = append(once, p)
		}
	}
	return once
}

// longest is how much of a style sheet is read.
const longest = 4 << 20

// text reads something that the site serves.
func (v *site) text(address string) (string, error) {
	u, err := v.home.URL.Parse(address)
	if err != nil {
		return "", err
	}
	resp, err := http.Get(u.String())
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(io.LimitReader(resp.Body, longest))
	return string(content), err
}

// tls gives the version that the site speaks.
func (v *site) tls(u *url.URL) (uint16, error) {
	port := u.Port()
	if port == "" {
		port = "443"
	}
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", net.JoinHostPort(u.Hostname(), port), nil)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	return conn.ConnectionState().Version, nil
}

// draftOf is the draft that an address is of; "" if of none.
func draftOf(address string) string {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if len(parts) < 2 || parts[0] != "domande" {
		return ""
	}
	return parts[1]
}

package audit

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
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
	client := http.Client{Transport: v.watch}
	resp, err := client.Get(u.String())
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %d", resp.StatusCode)
	}
	content, err := io.ReadAll(io.LimitReader(resp.Body, longest))
	return string(content), err
}

// tlsTime is how long a connection may take to be made.
const tlsTime = 10 * time.Second

// tlsVersion gives the version that the site speaks.
func (v *site) tlsVersion(u *url.URL) (uint16, error) {
	ctx, cancel := context.WithTimeout(v.watch.ctx, tlsTime)
	defer cancel()
	address := net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "443"))
	conn, err := new(tls.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	return conn.(*tls.Conn).ConnectionState().Version, nil // tls.Dialer makes no other
}

// draftOf is the draft that an address is of; "" if of none.
func draftOf(address string) string {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if len(parts) < 2 || parts[0] != "domande" {
		return ""
	}
	return parts[1]
}

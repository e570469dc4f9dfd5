// Package visitor is a citizen who knows only HTML: it opens pages, reads their
// forms, fills them in and sends them, as any browser without JavaScript would.
// It knows no JSON, no address that a page does not name, and nothing of the
// engine behind. Scenarios are played through it over HTTP.
package visitor

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// Visitor has one browser window, with its own cookies.
type Visitor struct {
	client *http.Client
	base   *url.URL
	page   *Page
}

// Page is what the window shows.
type Page struct {
	URL    *url.URL
	Status int
	Root   *html.Node
}

// maxPage bounds the size of a page that is read.
const maxPage = 8 << 20

// ErrNoForm means that the page has no form that can be sent as meant.
var ErrNoForm = errors.New("the page has no such form")

// patience is how long a visitor waits for a page: longer than any server of
// ours takes, so that only one that hangs is given up.
const patience = 2 * time.Minute

// New opens a window on a site; transport may be nil for the usual one.
func New(site string, transport http.RoundTripper) (*Visitor, error) {
	base, err := url.Parse(site)
	if err != nil {
		return nil, fmt.Errorf("the address of the site: %w", err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &Visitor{client: &http.Client{Jar: jar, Transport: transport, Timeout: patience}, base: base}, nil
}

// Take puts a cookie into the window.
func (v *Visitor) Take(c *http.Cookie) { v.client.Jar.SetCookies(v.base, []*http.Cookie{c}) }

// Page gives what the window shows now.
func (v *Visitor) Page() *Page { return v.page }

// Open goes to an address, which may be relative.
func (v *Visitor) Open(address string) error {
	u, err := v.here().Parse(address)
	if err != nil {
		return err
	}
	resp, err := v.client.Get(u.String())
	if err != nil {
		return err
	}
	return v.show(resp)
}

func (v *Visitor) here() *url.URL {
	if v.page != nil {
		return v.page.URL
	}
	return v.base
}

func (v *Visitor) show(resp *http.Response) error {
	defer resp.Body.Close()
	page, err := Read(resp.Request.URL, resp.StatusCode, resp.Body)
	if err == nil {
		v.page = page
	}
	return err
}

// Read reads a page that came from an address.
func Read(from *url.URL, status int, body io.Reader) (*Page, error) {
	root, err := html.Parse(io.LimitReader(body, maxPage))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	return &Page{URL: from, Status: status, Root: root}, nil
}

// Upload is a file to be sent with a form.
type Upload struct {
	Field, Name string
	Content     []byte
}

// Send posts a form of the page with these values and files, by the button
// whose name and value are given.
func (v *Visitor) Send(f *Form, values url.Values, files []Upload, button, action string) error {
	if button != "" {
		values.Set(button, action)
	}
	u, err := v.page.URL.Parse(f.Action)
	if err != nil {
		return err
	}
	body, kind, err := encode(f, values, files)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, u.String(), body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := v.client.Do(req)
	if err != nil {
		return err
	}
	return v.show(resp)
}

// encode writes a form the way its enctype says.
func encode(f *Form, values url.Values, files []Upload) (io.Reader, string, error) {
	if !f.Multipart {
		return strings.NewReader(values.Encode()), "application/x-www-form-urlencoded", nil
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, list := range values {
		for _, value := range list {
			if err := w.WriteField(name, value); err != nil {
				return nil, "", err
			}
		}
	}
	for _, file := range files {
		part, err := w.CreateFormFile(file.Field, file.Name)
		if err != nil {
			return nil, "", err
		}
		if _, err := part.Write(file.Content); err != nil {
			return nil, "", err
		}
	}
	return &b, w.FormDataContentType(), w.Close()
}

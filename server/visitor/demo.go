package visitor

import (
	"fmt"
	"net/url"
	"strings"
)

// SignIn signs in to a demonstration as one of its fictitious citizens.
func (v *Visitor) SignIn(citizen string) error {
	if err := v.Open("/accesso"); err != nil {
		return err
	}
	f := v.page.FormWith("citizen")
	if f == nil {
		return fmt.Errorf("%w: nobody fictitious can sign in at %s (%d)", ErrNoForm, v.page.URL.Path, v.page.Status)
	}
	values := f.Values()
	values.Set("citizen", citizen)
	return v.Send(f, values, nil, "", "")
}

// Pay makes the simulated payment of a demonstration, if one stands between the
// summary and the receipt.
func (v *Visitor) Pay() error {
	if v.page.Place() != "pagamento" {
		return nil
	}
	f := v.page.FormWith("_action")
	if f == nil {
		return fmt.Errorf("%w: nothing can be paid", ErrNoForm)
	}
	return v.Send(f, url.Values{}, nil, "_action", "pay")
}

// Reference is that of the receipt that the page is; false if it is none.
func (p *Page) Reference() (string, bool) {
	reference, ok := strings.CutPrefix(p.URL.Path, "/pratiche/")
	return reference, ok && !strings.Contains(reference, "/") && p.Status == 200
}

// Step names where in a journey a page is, without what is one citizen's alone.
func (p *Page) Step() string {
	if place := p.Place(); place != "" {
		return place
	}
	return p.URL.Path
}

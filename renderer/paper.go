package renderer

import "time"

// Paper is what a receipt says on paper, beyond what it says on the screen.
type Paper struct {
	Made      time.Time // the date of the document: when the application was sent
	Applicant string    // who sent it, the tax code masked
	Behalf    string    // for whom, or ""
	Attached  []Attached
	Payment   string // how it was paid, or ""
}

// Attached is a file that was sent along.
type Attached struct {
	Name   string
	About  string // its size
	SHA256 string
}

// MaskedTaxCode gives so much of a tax code as tells it from others, to those
// who know it: RSS***83L04*****.
func MaskedTaxCode(code string) string {
	if len(code) != 16 {
		return code[:min(3, len(code))] + "********"
	}
	return code[:3] + "***" + code[6:11] + "*****"
}

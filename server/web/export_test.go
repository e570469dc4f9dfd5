package web

// Address is one address of the site and what may be done there.
type Address struct {
	Path      string
	Get, Post bool
}

// Addresses are all of them, but those that are no screens.
func Addresses() []Address {
	var out []Address
	for _, r := range (&Site{}).table() {
		out = append(out, Address{r.path, r.get != nil, r.post != nil})
	}
	return out
}

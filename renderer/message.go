package renderer

// NewMessage makes a screen that only says something, from the words of the
// catalogue: kind is not_found, forbidden, method, internal, busy, expired,
// cross_origin, too_large, bad_request, not_open, closed, draft_gone or
// signed_out, signed_in, departing
// or leaving.
func NewMessage(f Frame, kind string) Message {
	w := f.Words()
	f.Title = w.Text("message."+kind+".title", nil)
	return Message{
		Frame: f, Heading: f.Title, Text: w.Text("message."+kind+".text", nil),
		Links: []Link{{Text: w.Text("message.home", nil), URL: "/"}},
	}
}

package visitor

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Form is a form of a page, with its controls in their order.
type Form struct {
	Action    string
	Multipart bool
	Controls  []Control
}

// Control is something a form posts.
type Control struct {
	ID                string // of the element, for its label
	Name, Kind, Value string // kind: hidden, text, radio, checkbox, select, textarea, file, button …
	Checked           bool
	Invalid           bool
	ReadOnly          bool
	Decimal           bool     // a number with decimals is typed here
	Options           []string // of a select: the values
}

// Forms reads the forms of a page that post.
func (p *Page) Forms() []*Form {
	var out []*Form
	each(p.Root, func(n *html.Node) {
		if n.Data == "form" && strings.EqualFold(attr(n, "method"), "post") {
			out = append(out, readForm(n))
		}
	})
	return out
}

// FormWith gives the form that has a control of a name.
func (p *Page) FormWith(name string) *Form {
	for _, f := range p.Forms() {
		if slices.ContainsFunc(f.Controls, func(c Control) bool { return c.Name == name }) {
			return f
		}
	}
	return nil
}

// Values are what the form posts as it stands: what a page proposes.
func (f *Form) Values() url.Values {
	v := url.Values{}
	for _, c := range f.Controls {
		switch c.Kind {
		case "radio", "checkbox":
			if c.Checked {
				v.Add(c.Name, c.Value)
			}
		case "button", "submit", "file", "image", "reset":
		default:
			v.Add(c.Name, c.Value)
		}
	}
	return v
}

func readForm(n *html.Node) *Form {
	f := &Form{Action: attr(n, "action"), Multipart: attr(n, "enctype") == "multipart/form-data"}
	each(n, func(n *html.Node) {
		if name := attr(n, "name"); name != "" && !has(n, "disabled") && !concealed(n) {
			if c, ok := control(n, name); ok {
				f.Controls = append(f.Controls, c)
			}
		}
	})
	return f
}

// concealed reports whether nobody sees an element: a script hides what is not
// asked any more.
func concealed(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if has(n, "hidden") {
			return true
		}
	}
	return false
}

func control(n *html.Node, name string) (Control, bool) {
	c := Control{
		ID: attr(n, "id"), Name: name, Value: attr(n, "value"), Checked: has(n, "checked"), ReadOnly: has(n, "readonly"),
		Invalid: attr(n, "aria-invalid") == "true", Decimal: attr(n, "inputmode") == "decimal",
	}
	switch n.Data {
	case "input":
		if c.Kind = attr(n, "type"); c.Kind == "" {
			c.Kind = "text"
		}
		if (c.Kind == "radio" || c.Kind == "checkbox") && !has(n, "value") {
			c.Value = "on"
		}
	case "textarea":
		c.Kind, c.Value = "textarea", strings.TrimPrefix(Text(n), "\n")
	case "button":
		if c.Kind = attr(n, "type"); c.Kind == "" {
			c.Kind = "submit"
		}
	case "select":
		c.Kind = "select"
		c.Value, c.Options = selected(n)
	default:
		return c, false
	}
	return c, true
}

// selected gives the chosen option of a select: the first if none is marked.
func selected(n *html.Node) (chosen string, options []string) {
	marked := false
	each(n, func(o *html.Node) {
		if o.Data != "option" {
			return
		}
		v := Text(o)
		if has(o, "value") {
			v = attr(o, "value")
		}
		options = append(options, v)
		if has(o, "selected") || len(options) == 1 && !marked {
			chosen, marked = v, has(o, "selected")
		}
	})
	return chosen, options
}

// Errors gives the lines of the page's error summary.
func (p *Page) Errors() []string {
	var out []string
	each(p.Root, func(n *html.Node) {
		if !strings.Contains(attr(n, "class"), "alert-danger") {
			return
		}
		each(n, func(n *html.Node) {
			if n.Data == "li" {
				out = append(out, strings.Join(strings.Fields(Text(n)), " "))
			}
		})
	})
	return out
}

// Title gives the title of the page.
func (p *Page) Title() string {
	title := ""
	each(p.Root, func(n *html.Node) {
		if n.Data == "title" && title == "" {
			title = strings.TrimSpace(Text(n))
		}
	})
	return title
}

// Text gives the words of a node.
func Text(n *html.Node) string {
	var sb strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			sb.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return sb.String()
}

// each visits the elements under a node, in the order of the page.
func each(n *html.Node, visit func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			visit(c)
		}
		each(c, visit)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

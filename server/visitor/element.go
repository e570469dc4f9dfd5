package visitor

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Element is one element of a page, as far as it can be read.
type Element struct{ node *html.Node }

// Elements finds those that are as wanted, in the order of the page.
func (p *Page) Elements(is func(Element) bool) []Element {
	var out []Element
	each(p.Root, func(n *html.Node) {
		if e := (Element{n}); is(e) {
			out = append(out, e)
		}
	})
	return out
}

// Marked finds those with a data-element of the national model.
func (p *Page) Marked(name string) []Element {
	return p.Elements(func(e Element) bool { return e.Attr("data-element") == name })
}

// Tags finds those with one of some names, "a" or "h1".
func (p *Page) Tags(names ...string) []Element {
	return p.Elements(func(e Element) bool { return slices.Contains(names, e.Tag()) })
}

// Classed finds those with a class.
func (p *Page) Classed(class string) []Element {
	return p.Elements(func(e Element) bool { return slices.Contains(strings.Fields(e.Attr("class")), class) })
}

// Words are all words of the page, with single blanks.
func (p *Page) Words() string { return Element{p.Root}.Words() }

// Tag is the element's name.
func (e Element) Tag() string { return e.node.Data }

// Attr is the value of an attribute; "" if it has none.
func (e Element) Attr(name string) string { return attr(e.node, name) }

// Words are the element's words, with single blanks.
func (e Element) Words() string { return strings.Join(strings.Fields(Text(e.node)), " ") }

// Inside finds the elements inside with one of some names.
func (e Element) Inside(names ...string) []Element {
	var out []Element
	each(e.node, func(n *html.Node) {
		if slices.Contains(names, n.Data) {
			out = append(out, Element{n})
		}
	})
	return out
}

// Text is what stands in the element, blanks and all.
func (e Element) Text() string { return Text(e.node) }

package renderer_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sportello/renderer/gallery"
)

// page is a parsed page with what the checks look up.
type page struct {
	nodes  []*html.Node
	byID   map[string][]*html.Node
	labels map[string]string // text of the labels, by the id they are for
}

func parse(t testing.TB, source string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	p := page{byID: map[string][]*html.Node{}, labels: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		p.nodes = append(p.nodes, n)
		if id := attr(n, "id"); id != "" {
			p.byID[id] = append(p.byID[id], n)
		}
		if n.Data == "label" {
			p.labels[attr(n, "for")] += text(n)
		}
	}
	return p
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
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// faults are the breaches of the rules that every screen keeps.
func faults(p page) []string {
	checks := []func(page) []string{ids, references, inputs, buttons, headings, inline, images, legends, errorLinks}
	var out []string
	for _, check := range checks {
		out = append(out, check(p)...)
	}
	return out
}

func TestStructure(t *testing.T) {
	r := shared(t)
	for _, lang := range []string{"it", "en"} {
		for _, s := range gallery.Screens(lang) {
			for _, fault := range faults(parse(t, render(t, r, s))) {
				t.Errorf("%s (%s): %s", s.Name, lang, fault)
			}
		}
	}
}

// TestChecksFindFaults breaks each rule once: a check that cannot fail proves
// nothing.
func TestChecksFindFaults(t *testing.T) {
	for _, broken := range []string{
		`<h1>a</h1><p id="a"></p><p id="a"></p>`,
		`<h1>a</h1><input type="text" aria-label="x" aria-describedby="nowhere">`,
		`<h1>a</h1><a href="#nowhere">x</a>`,
		`<h1>a</h1><input type="text" id="x">`,
		`<h1>a</h1><label for="x">a</label><input id="x">`,
		`<h1>a</h1><button>x</button>`,
		`<h1>a</h1><button type="submit"> </button>`,
		`<h2>a</h2>`,
		`<h1>a</h1><h1>b</h1>`,
		`<h1>a</h1><h3>b</h3>`,
		`<h1>a</h1><p style="color:red">b</p>`,
		`<h1>a</h1><p onclick="x()">b</p>`,
		`<h1>a</h1><script>x()</script>`,
		`<h1>a</h1><img src="x">`,
		`<h1>a</h1><fieldset></fieldset>`,
		`<h1>a</h1><label for="x">a</label><input id="x" type="text" aria-invalid="true">`,
		`<h1>a</h1><a href="javascript:x()">x</a>`,
	} {
		if len(faults(parse(t, broken))) == 0 {
			t.Errorf("no fault found in %s", broken)
		}
	}
}

func ids(p page) (out []string) {
	for id, nodes := range p.byID {
		if len(nodes) > 1 {
			out = append(out, fmt.Sprintf("id %q stands %d times", id, len(nodes)))
		}
	}
	return out
}

// references must lead somewhere.
func references(p page) (out []string) {
	for _, n := range p.nodes {
		for _, name := range []string{"aria-describedby", "aria-labelledby", "list"} {
			for _, id := range strings.Fields(attr(n, name)) {
				if p.byID[id] == nil {
					out = append(out, fmt.Sprintf("%s of <%s> names %q, which is nowhere", name, n.Data, id))
				}
			}
		}
		if id, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && p.byID[id] == nil {
			out = append(out, fmt.Sprintf("link to #%s, which is nowhere", id))
		}
	}
	return out
}

func inputs(p page) (out []string) {
	for _, n := range p.nodes {
		if n.Data != "input" && n.Data != "select" && n.Data != "textarea" || attr(n, "type") == "hidden" {
			continue
		}
		if n.Data == "input" && !has(n, "type") {
			out = append(out, "an input without type")
		}
		if p.labels[attr(n, "id")] == "" && !has(n, "aria-label") {
			out = append(out, fmt.Sprintf("<%s id=%q> has no label", n.Data, attr(n, "id")))
		}
		if attr(n, "aria-invalid") == "true" && !strings.Contains(attr(n, "aria-describedby"), "error") {
			out = append(out, fmt.Sprintf("%q is wrong and does not say why", attr(n, "id")))
		}
	}
	return out
}

func buttons(p page) (out []string) {
	for _, n := range p.nodes {
		switch {
		case n.Data == "button" && !has(n, "type"):
			out = append(out, "a button without type")
		case (n.Data == "button" || n.Data == "a" || n.Data == "summary") && text(n) == "" && !has(n, "aria-label"):
			out = append(out, fmt.Sprintf("a <%s> without words", n.Data))
		}
	}
	return out
}

func headings(p page) (out []string) {
	level, first := 0, 0
	for _, n := range p.nodes {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		here := int(n.Data[1] - '0')
		if here == 1 {
			first++
		}
		if here > level+1 {
			out = append(out, fmt.Sprintf("h%d after h%d: %s", here, level, text(n)))
		}
		if text(n) == "" {
			out = append(out, "an empty heading")
		}
		level = here
	}
	if first != 1 {
		out = append(out, fmt.Sprintf("%d h1", first))
	}
	return out
}

// inline styles and scripts are forbidden by the content security policy.
func inline(p page) (out []string) {
	for _, n := range p.nodes {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				out = append(out, fmt.Sprintf("%s=%q on <%s>", a.Key, a.Val, n.Data))
			}
		}
		if n.Data == "style" || n.Data == "script" && !has(n, "src") && attr(n, "type") != "application/ld+json" {
			out = append(out, "an inline <"+n.Data+">")
		}
	}
	return out
}

func images(p page) (out []string) {
	for _, n := range p.nodes {
		if n.Data == "img" && !has(n, "alt") || n.Data == "svg" && attr(n, "aria-hidden") != "true" {
			out = append(out, "an image without words: "+n.Data)
		}
	}
	return out
}

func legends(p page) (out []string) {
	for _, n := range p.nodes {
		if n.Data != "fieldset" {
			continue
		}
		first := n.FirstChild
		for first != nil && first.Type != html.ElementNode {
			first = first.NextSibling
		}
		if first == nil || first.Data != "legend" || text(first) == "" {
			out = append(out, fmt.Sprintf("fieldset %q without legend", attr(n, "id")))
		}
	}
	return out
}

// errorLinks: whatever is marked as wrong is linked from the error summary.
func errorLinks(p page) (out []string) {
	summary := p.byID["errors"]
	if summary == nil {
		return nil
	}
	links := map[string]bool{}
	for n := range summary[0].Descendants() {
		links[strings.TrimPrefix(attr(n, "href"), "#")] = true
	}
	for _, n := range p.nodes {
		if attr(n, "aria-invalid") == "true" && !links[attr(n, "id")] {
			out = append(out, fmt.Sprintf("%q is wrong and not in the summary", attr(n, "id")))
		}
	}
	return out
}

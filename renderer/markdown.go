package renderer

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown makes the small Markdown of authors: paragraphs, lists, bold,
// italic and links. Headings, images, tables and HTML are not part of it; they
// stay the characters that were written.
func newMarkdown() goldmark.Markdown {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		),
		parser.WithASTTransformers(util.Prioritized(harmless{}, 100)),
	)
	r := renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(html.NewRenderer(), 1000)))
	return goldmark.New(goldmark.WithParser(p), goldmark.WithRenderer(r))
}

// harmless takes away links that lead elsewhere than to the web or a mailbox,
// and images; their words stay.
type harmless struct{}

// Transform implements parser.ASTTransformer.
func (harmless) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var unwanted []ast.Node
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && !welcome(n) {
			unwanted = append(unwanted, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range unwanted {
		unwrap(n)
	}
}

func welcome(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Link:
		return safeURL(string(n.Destination))
	case *ast.Image:
		return false
	}
	return true
}

// safeURL reports whether a text of an author may be the address of a link.
func safeURL(address string) bool {
	lower := strings.ToLower(address)
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

// unwrap puts the children of a node in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.RemoveChild(n, c)
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// writeMarkdown gives a text of an author as HTML. The Markdown above cannot
// make any element but p, ul, ol, li, em, strong, br and a, so that the result
// may stand in a template as it is.
func writeMarkdown(md goldmark.Markdown) func(string) template.HTML {
	return func(source string) template.HTML {
		if source == "" {
			return ""
		}
		words, isForeign := strings.CutPrefix(source, begins)
		if isForeign {
			words = strings.TrimSuffix(words, ends) // marks would hide that a list begins
		}
		var b bytes.Buffer
		if err := md.Convert([]byte(words), &b); err != nil {
			return template.HTML(template.HTMLEscapeString(source))
		}
		if isForeign {
			return template.HTML(begins + b.String() + ends)
		}
		return template.HTML(b.String())
	}
}

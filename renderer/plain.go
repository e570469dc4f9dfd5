package renderer

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Paragraphs gives a text of an author as plain paragraphs, for paper: items of
// a list begin with a dot, and behind the words of a link stands its address.
func Paragraphs(markdown string) []string {
	source := []byte(markdown)
	var out []string
	ast.Walk(newMarkdown().Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
			return ast.WalkContinue, nil
		}
		words := inline(n, source)
		if n.Parent().Kind() == ast.KindListItem && n.PreviousSibling() == nil {
			words = "• " + words
		}
		out = append(out, words)
		return ast.WalkSkipChildren, nil
	})
	return out
}

// inline gives the words of a paragraph.
func inline(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(c.Segment.Value(source)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.Link:
			b.WriteString(inline(c, source) + " (" + strings.TrimPrefix(string(c.Destination), "mailto:") + ")")
		default:
			b.WriteString(inline(c, source))
		}
	}
	return b.String()
}

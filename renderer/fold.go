package renderer

import (
	"bytes"
	"fmt"
	"html/template"
	"text/template/parse"

	"sportello/renderer/locale"
)

// Most of what templates call for is the same for every citizen who reads one
// language: words of the catalogue, addresses of icons and of files. It is
// written into the templates once, when they are parsed, so that a page only
// costs what is its own:
//
//	{{t $w "page.next"}}    becomes   Avanti
//	{{icon "check"}}        becomes   /assets/svg/sprites-5d41.svg#it-check

var (
	wordParts = []string{"live", "session"}                     // show nothing but words
	townParts = []string{"footer", "help-before", "help-after"} // nothing but the municipality
)

// foldParts writes what some templates come to with a value into their place.
func foldParts(base *template.Template, names []string, value any) error {
	once, err := base.Clone() // what was executed cannot be added to
	if err != nil {
		return fmt.Errorf("renderer: %w", err)
	}
	for _, name := range names {
		var b bytes.Buffer
		if err := once.ExecuteTemplate(&b, name, value); err != nil {
			return fmt.Errorf("renderer: %s: %w", name, err)
		}
		text := &parse.TextNode{NodeType: parse.NodeText, Text: b.Bytes()}
		tree := &parse.Tree{Name: name, Root: &parse.ListNode{NodeType: parse.NodeList, Nodes: []parse.Node{text}}}
		if _, err := base.AddParseTree(name, tree); err != nil {
			return fmt.Errorf("renderer: %s: %w", name, err)
		}
	}
	return nil
}

// constants are the functions that a literal argument is all they need for.
type constants map[string]func(string) string

func constantsOf(w locale.Words, assets *Assets) constants {
	return constants{
		"t":     func(key string) string { return w.Text(key, nil) },
		"icon":  iconIn(assets),
		"asset": assets.URL,
	}
}

// fold writes the constants into templates that were not executed yet.
func (c constants) fold(t *template.Template) {
	for _, each := range t.Templates() {
		if each.Tree != nil {
			c.list(each.Tree.Root)
		}
	}
}

func (c constants) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		l.Nodes[i] = c.node(n)
	}
}

func (c constants) node(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.ActionNode:
		if text, ok := c.constant(n.Pipe); ok {
			return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}
		}
	case *parse.IfNode:
		c.branch(&n.BranchNode)
	case *parse.RangeNode:
		c.branch(&n.BranchNode)
	case *parse.WithNode:
		c.branch(&n.BranchNode)
	}
	return n
}

func (c constants) branch(b *parse.BranchNode) {
	c.list(b.List)
	c.list(b.ElseList)
}

// constant gives what a call of one of the functions comes to, if nothing but
// that call stands there and its last argument is a literal.
func (c constants) constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return "", false
	}
	args := p.Cmds[0].Args
	name, isCall := args[0].(*parse.IdentifierNode)
	literal, isText := args[len(args)-1].(*parse.StringNode)
	if !isCall || !isText || c[name.Ident] == nil {
		return "", false
	}
	return c[name.Ident](literal.Text), true
}

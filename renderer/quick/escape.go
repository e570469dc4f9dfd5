package quick

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"text/template/parse"
)

// escape makes html/template escape every template of a set, as it does at the
// first execution: it follows all calls of one that is executed, and here
// nothing is.
func escape(set *template.Template) error {
	var calls strings.Builder
	for _, t := range set.Templates() {
		if t.Tree != nil {
			fmt.Fprintf(&calls, "{{template %q}}", t.Name())
		}
	}
	all, err := set.New("quick: all").Parse("{{if .}}" + calls.String() + "{{end}}")
	if err != nil {
		return err
	}
	return all.Execute(io.Discard, false)
}

// inline writes small templates in the place where they are called with the
// value of that place, or do without one. One that is called between < and > must be such: it is
// escaped for that place, and html/template shows what it makes of it to nobody.
func inline(set *template.Template) error {
	small := map[string]*parse.Tree{} // by name
	for _, t := range set.Templates() {
		if t.Tree != nil && isSmall(t.Tree) {
			small[t.Name()] = t.Tree
		}
	}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			inlineList(t.Tree.Root, small)
		}
	}
	return nil
}

// isSmall reports whether a template has neither calls nor variables.
func isSmall(t *parse.Tree) bool {
	source := t.Root.String()
	return !strings.Contains(source, "{{template") && !strings.Contains(source, "$")
}

// isText reports whether a template is the same whatever it is called with.
func isText(t *parse.Tree) bool { return !strings.Contains(t.Root.String(), "{{") }

func inlineList(l *parse.ListNode, small map[string]*parse.Tree) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			inlineList(n.List, small)
			inlineList(n.ElseList, small)
		case *parse.RangeNode:
			inlineList(n.List, small)
			inlineList(n.ElseList, small)
		case *parse.WithNode:
			inlineList(n.List, small)
			inlineList(n.ElseList, small)
		case *parse.TemplateNode:
			if tree := small[n.Name]; tree != nil && (isText(tree) || n.Pipe != nil && n.Pipe.String() == ".") {
				l.Nodes[i] = tree.Root.CopyList()
			}
		}
	}
}

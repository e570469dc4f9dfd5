package definitions

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// unreadable tells what the YAML parser could not make sense of.
func (d *decoder) unreadable(err error) {
	if errors.Is(err, io.EOF) {
		d.nothing()
		return
	}
	place, message := Pos{d.file, 1, 1}, err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		place, message = Pos{d.file, max(load.Mark.Line, 1), max(load.Mark.Column, 1)}, load.Message
		if load.ContextMsg != "" {
			message += " (" + load.ContextMsg + ")"
		}
	}
	d.faults.Add(place, CodeSyntax, syntaxAdvice(message), "not YAML: %s", message)
}

// syntaxAdvice puts the mistakes that authors make most into their own words.
func syntaxAdvice(message string) string {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		return "put text that holds a colon and a space in quotes, and check the indentation"
	case strings.Contains(message, "cannot start any token"):
		return "indent with spaces, not tabs; put text that starts with @, ` or % in quotes"
	case strings.Contains(message, "anchor"):
		return "name a value with &name before it is used with *name; put text that starts with * or & in quotes"
	case strings.Contains(message, "flow"):
		return "look for a bracket or brace that is not closed"
	}
	return "look at this line and the one before it: indentation, quotes and colons"
}

func (d *decoder) nothing() {
	d.faults.Add(Pos{d.file, 1, 1}, CodeEmpty, "write the definition, or remove the file", "there is nothing in the file")
}

func (d *decoder) onlyDocument(loader *yaml.Loader) {
	var second yaml.Node
	err := loader.Load(&second)
	if errors.Is(err, io.EOF) {
		return
	}
	if err != nil {
		d.unreadable(err)
		return
	}
	d.add(&second, CodeDocuments, "remove the line --- and what follows it", "there is more than one document in the file")
}

// sound looks at the tree as a whole before anything is read from it: its
// size, and what YAML allows but the language does not.
func (d *decoder) sound(root *yaml.Node) bool {
	w := walk{d: d}
	w.node(root, 1)
	return !w.broken
}

// walk goes over a tree with its aliases expanded. The budgets hold for what
// comes out of the expansion, so that a small file cannot become a large one.
type walk struct {
	d      *decoder
	nodes  int
	bytes  int
	broken bool // a budget is spent: nothing more is looked at
}

func (w *walk) node(n *yaml.Node, depth int) {
	w.nodes++
	w.bytes += len(n.Value)
	w.spend(n, depth)
	if w.broken {
		return
	}
	switch n.Kind {
	case yaml.AliasNode:
		w.node(n.Alias, depth+1)
		return
	case yaml.MappingNode:
		w.keys(n)
	}
	if n.Style&yaml.TaggedStyle != 0 {
		w.d.add(n, CodeTag, "remove it; put text in quotes", "the tag %s is not part of the language", n.Tag)
	}
	for _, c := range n.Content {
		w.node(c, depth+1)
	}
}

func (w *walk) spend(n *yaml.Node, depth int) {
	switch {
	case w.broken:
	case depth > MaxNesting:
		w.broken = true
		w.d.add(n, CodeTooDeep, "use blocks and named values to make it flatter", "lists and mappings are nested more than %d deep", MaxNesting)
	case w.nodes > MaxNodes || w.bytes > MaxExpanded:
		w.broken = true
		w.d.add(n, CodeTooMany, "split the service, or move tables to CSV files", "there are more than %d values or %d bytes, aliases (*name) counted each time", MaxNodes, MaxExpanded)
	}
}

// keys looks at the keys of a mapping, whatever the mapping is for.
func (w *walk) keys(n *yaml.Node) {
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		switch {
		case k.Kind != yaml.ScalarNode || k.Tag == "!!null":
			w.d.add(k, CodeKeyShape, "write it in quotes if it is text", "a key must be a plain word")
		case k.Tag == "!!merge":
			w.d.add(k, CodeMergeKey, "use an alias (*name) for a whole value, or a block for a piece of a service", "<< is not part of the language")
		case first[k.Value] > 0:
			w.d.add(k, CodeDuplicate, "remove or rename one of them", "%q is here twice, first on line %d", k.Value, first[k.Value])
		default:
			first[k.Value] = k.Line
		}
	}
}

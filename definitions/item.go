package definitions

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// kind finds which kind of item a mapping is, and what it may not have then.
func (d *decoder) kind(n *yaml.Node, k keyed, kinds []string, seen map[string]*yaml.Node) {
	var found []string
	for _, name := range kinds {
		if seen[name] != nil {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		d.add(n, CodeItemKind, "write exactly one of "+strings.Join(kinds, ", "), "an item has one kind; this one has %s", countOf(found))
		return
	}
	for _, w := range k.keys {
		if name := seen[w.name]; name != nil && !w.kind && !w.fits(found[0]) {
			d.add(name, CodeKeyPlace, "it is for: "+strings.Join(w.in, ", "), "%q cannot stand in an item of kind %s", w.name, found[0])
		}
	}
}

func countOf(found []string) string {
	if len(found) == 0 {
		return "none"
	}
	return strings.Join(found, " and ")
}

package definitions

import (
	"bytes"
	"reflect"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Budgets of one file. Definitions come from other municipalities and are not
// trusted.
const (
	MaxFileBytes = 1 << 20 // the size of a file
	MaxNesting   = 64      // lists and mappings inside each other
	MaxNodes     = 200_000 // values in a file, each use of an alias counted
	MaxExpanded  = 4 << 20 // the size of all values, each use of an alias counted
	MaxFaults    = 500     // faults told of one file
)

// Decode reads a file, YAML or JSON, into a pointer to a struct with `key`
// tags, or to a Map or a slice. Fields may be of the basic types of this
// package, bool, string, pointers, slices, Maps and structs of such fields. All
// mistakes are told at once; what could be read is there even then.
func Decode(file string, content []byte, into any) Faults {
	d := &decoder{file: file, lines: strings.Split(string(content), "\n")}
	root := d.parse(content)
	if root == nil || !d.sound(root) {
		return d.faults.Sorted()
	}
	d.value(root, reflect.ValueOf(into).Elem(), false)
	return d.faults.Sorted()
}

// decoder carries what the reading of one file needs.
type decoder struct {
	file   string
	lines  []string
	faults Faults
}

// full reports whether there are more faults than a person can read.
func (d *decoder) full() bool { return len(d.faults) >= MaxFaults }

func (d *decoder) at(n *yaml.Node) Pos { return Pos{d.file, max(n.Line, 1), max(n.Column, 1)} }

func (d *decoder) add(n *yaml.Node, code, advice, format string, args ...any) {
	if !d.full() {
		d.faults.Add(d.at(n), code, advice, format, args...)
	}
}

// parse makes the tree of the file's only document; nil if there is none.
func (d *decoder) parse(content []byte) *yaml.Node {
	start := Pos{d.file, 1, 1}
	if len(content) > MaxFileBytes {
		d.faults.Add(start, CodeTooBig, "split the service, or move tables to CSV files", "the file has %d bytes; %d are allowed", len(content), MaxFileBytes)
		return nil
	}
	if !utf8.Valid(content) {
		d.faults.Add(start, CodeEncoding, "save it as UTF-8", "the file is not UTF-8")
		return nil
	}
	if isJSON(d.file) {
		content = joinSurrogates(content)
	}
	var document yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(content))
	if err == nil {
		err = loader.Load(&document)
	}
	if err != nil {
		d.unreadable(err)
		return nil
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) == 0 {
		d.nothing()
		return nil
	}
	d.onlyDocument(loader)
	return document.Content[0]
}

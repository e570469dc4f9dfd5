package definitions

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// LibraryReference gives the reference of the library, in Markdown: each block
// with its inputs and the answers that it adds, and each table.
func LibraryReference(library fs.FS) ([]byte, error) {
	r := libraryReference{files: library}
	r.out.WriteString("# The library\n\nBlocks and tables that come with the program. [The language](language.md#blocks) says how a block is used: `$ref` in the contract, `block:` on a page. Answers to copy into a scenario are in the worked cases of each block, `definitions/library/blocks/<block>/scenarios/`.\n\n## Blocks\n")
	if err := r.each("blocks", r.block); err != nil {
		return nil, err
	}
	r.out.WriteString("\n## Tables\n\n| table | holds | key | columns |\n|---|---|---|---|\n")
	if err := r.each("data", r.table); err != nil {
		return nil, err
	}
	return r.out.Bytes(), nil
}

type libraryReference struct {
	files fs.FS
	out   bytes.Buffer
}

// each visits the folders in one of the library's.
func (r *libraryReference) each(dir string, visit func(name, dir string) error) error {
	entries, err := fs.ReadDir(r.files, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() {
			if err := visit(e.Name(), path.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// read decodes a file of the library, which is sound: the tests see to it.
func (r *libraryReference) read(file string, into any) error {
	content, err := fs.ReadFile(r.files, file)
	if err != nil {
		return err
	}
	if faults := Decode(file, content, into); faults.Blocking() {
		return faults[0]
	}
	return nil
}

func (r *libraryReference) block(name, dir string) error {
	b := &Block{}
	if err := r.read(path.Join(dir, "block.yaml"), b); err != nil {
		return err
	}
	if b.Contract == nil {
		b.Contract = &Schema{}
		if err := r.read(path.Join(dir, "contract.yaml"), b.Contract); err != nil {
			return err
		}
	}
	fmt.Fprintf(&r.out, "\n### %s\n\n%s\n", name, b.Title.Value)
	if len(b.Inputs) > 0 {
		r.out.WriteString("\n| input | type | default | |\n|---|---|---|---|\n")
	}
	for _, e := range b.Inputs {
		fmt.Fprintf(&r.out, "| `%s` | %s | %s | %s |\n", e.Key.Value, declaredWords(e.Value.Declared), literalWords(e.Value.Default), tableCell(e.Value.Title.Value))
	}
	r.out.WriteString("\n| answer | type | |\n|---|---|---|\n")
	r.answers("", b.Contract)
	return nil
}

// answers lists what a contract holds, by path.
func (r *libraryReference) answers(around string, s *Schema) {
	for _, e := range s.Properties {
		name, p := around+e.Key.Value, e.Value
		fmt.Fprintf(&r.out, "| `%s` | %s | %s |\n", name, schemaWords(p), tableCell(p.Title.Value))
		switch {
		case len(p.Properties) > 0:
			r.answers(name+".", p)
		case p.Items != nil && len(p.Items.Properties) > 0:
			r.answers(name+"[].", p.Items)
		}
	}
}

func (r *libraryReference) table(name, dir string) error {
	t := &DataSet{}
	if err := r.read(path.Join(dir, "table.yaml"), t); err != nil {
		return err
	}
	var columns []string
	for _, e := range t.Columns {
		columns = append(columns, "`"+e.Key.Value+"` "+declaredWords(e.Value))
	}
	fmt.Fprintf(&r.out, "| %s | %s | `%s` | %s |\n", name, tableCell(t.Title.Value), t.Key.Value, strings.Join(columns, ", "))
	return nil
}

func declaredWords(d Declared) string {
	words := d.Type.Value
	if len(d.Options) > 0 {
		words += " (" + strings.Join(values(d.Options), ", ") + ")"
	}
	return words
}

func schemaWords(s *Schema) string {
	if s.Ref.Value != "" {
		return "block " + s.Ref.Value
	}
	var options []string
	for _, o := range s.OneOf {
		options = append(options, fmt.Sprint(o.Const.Value))
	}
	for _, l := range s.Enum {
		options = append(options, fmt.Sprint(l.Value))
	}
	switch {
	case len(options) > 12:
		return fmt.Sprintf("one of %d", len(options))
	case len(options) > 0:
		return "one of " + strings.Join(options, ", ")
	}
	return s.Type.Value
}

func literalWords(l Literal) string {
	if !l.Given() {
		return "–"
	}
	return tableCell(fmt.Sprint(l.Value))
}

// tableCell makes a text fit for a cell of a table.
func tableCell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}

func values(list []String) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

package main_test

import (
	"go/ast"
	"go/token"
	"io/fs"
	"regexp"
	"strconv"
	"testing"

	"sportello/definitions"
)

// Nothing about a procedure is in Go: no id of a service, no path of an answer.
// Words in struct tags document the language and are left out.
func TestNoProcedureInGo(t *testing.T) {
	known := procedureWords(t)
	if len(known) < 50 {
		t.Fatalf("only %d words of procedures: is anything read?", len(known))
	}
	samples := map[string]string{
		"renderer/gallery":       "screens made up to be looked at",
		"server/store/storetest": "records made up to be stored",
	}
	for _, f := range sources(t) {
		if samples[f.room] != "" {
			continue
		}
		tags := map[ast.Node]bool{}
		ast.Inspect(f.file, func(n ast.Node) bool {
			if field, ok := n.(*ast.Field); ok && field.Tag != nil {
				tags[field.Tag] = true
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !tags[n] {
				text, _ := strconv.Unquote(lit.Value)
				for _, word := range pathShape.FindAllString(text, -1) {
					if what := known[word]; what != "" {
						t.Errorf("%s: %q is %s", f.at(n), word, what)
					}
				}
			}
			return true
		})
	}
}

var pathShape = regexp.MustCompile(`[a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)+`)

// procedureWords are the ids of the services that come with the program, and
// the dotted paths of their answers.
func procedureWords(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	found, err := fs.Glob(definitions.Services(), "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range found {
		files, err := fs.Sub(definitions.Services(), dir)
		if err != nil {
			t.Fatal(err)
		}
		loaded, faults := definitions.ReadService(files, definitions.Library())
		if faults.Blocking() {
			t.Fatal(faults)
		}
		id := loaded.Service.ID.Value
		out[id] = "the id of a service"
		paths(loaded, loaded.Service.Contract, "", func(path string) { out[path] = "an answer of " + id })
	}
	return out
}

// paths visits the dotted paths of a contract, through its blocks and rows.
func paths(l *definitions.Loaded, s *definitions.Schema, around string, visit func(string)) {
	if s == nil {
		return
	}
	if block := l.Blocks[s.Ref.Value]; block != nil {
		paths(l, block.Contract, around, visit)
	}
	paths(l, s.Items, around, visit)
	for _, p := range s.Properties {
		path := p.Key.Value
		if around != "" {
			path = around + "." + path
			visit(path)
		}
		paths(l, p.Value, path, visit)
	}
}

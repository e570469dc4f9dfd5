package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rooms of the house: every package, the packages of ours that it may
// import, and why it is a package. An arrow that is not here is a mistake, or a
// change to docs/architecture.md.
var rooms = []struct{ name, imports, why string }{
	{".", "server/cli", "starts the command line, nothing else"},

	{"definitions", "", "what an author writes; it knows nothing of what it means"},

	{"engine/value", "", "the values of answers; everything rests on it"},
	{"engine/function", "engine/value", "what rules may call"},
	{"engine/field", "engine/function engine/value", "what browsers post, as values; telephones as the functions read them"},
	{"engine/rule", "definitions engine/function engine/value", "the rule language; faults have places in definitions"},
	{"engine", "definitions engine/field engine/function engine/rule engine/value", "what a definition means"},
	{"engine/scenario", "definitions engine engine/field engine/rule engine/value", "stories, written as definitions, told to the engine"},
	{"engine/explore", "engine engine/field engine/function engine/scenario engine/value", "journeys by lot, along worked cases; codes of people are checked with the functions"},
	{"engine/corpus", "", "the semantics as data, with the test that plays them"},

	{"renderer/locale", "engine/value", "words and formats of a language"},
	{"renderer/quick", "", "executes the templates of html/template quickly"},
	{"renderer", "engine engine/value renderer/locale renderer/quick", "views in, bytes out"},
	{"renderer/document", "renderer renderer/locale", "views on paper: tagged PDF"},
	{"renderer/gallery", "engine engine/value renderer renderer/locale", "every screen there is, to look at and to test"},

	{"server/submission", "engine engine/value", "the use cases, and the ports that others implement"},
	{"server/store/sqlstore", "engine engine/value server/submission", "the store in SQL, whatever the database"},
	{"server/store/sqlite", "server/store/sqlstore server/submission", "the store in SQLite"},
	{"server/store/postgres", "server/store/sqlstore server/submission", "the store in PostgreSQL"},
	{"server/store/postgres/postgrestest", "", "a PostgreSQL for tests, thrown away after them"},
	{"server/store/storetest", "engine engine/value server/submission", "what every store must do"},
	{"server/metrics", "server/submission", "what an operator watches"},
	{"server/outbox", "server/submission", "tells receivers what happened"},
	{"server/integration/delivery/file", "server/outbox server/submission", "a receiver: an append-only file"},
	{"server/integration/delivery/mail", "renderer server/outbox server/submission", "a receiver: the citizen, by e-mail"},
	{"server/integration/delivery/webhook", "server/outbox server/submission", "a receiver: an address that is posted to"},
	{"server/attachment", "engine server/submission", "uploaded files in a folder"},
	{"server/attachment/bucket", "engine server/attachment server/submission", "uploaded files in an S3-compatible storage"},
	{"server/backup", "server/attachment server/store/sqlite server/store/sqlstore server/submission", "copies an installation away and back"},
	{"server/catalogue", "definitions engine", "the services there are, compiled for a municipality"},
	{"server/config", "definitions engine engine/value server/catalogue server/submission", "editions kept and found again"},
	{"server/web", "definitions engine engine/value renderer renderer/document renderer/locale server/submission", "HTTP: requests to use cases, states to views"},
	{"server/stage", "definitions engine engine/rule engine/value renderer server/attachment server/store/sqlite server/store/sqlstore server/submission server/web", "the whole server in one process, for tests and rehearsals"},
	{"server/showroom", "renderer renderer/gallery renderer/locale server/web", "the gallery over HTTP, to look at and for browsers that test"},
	{"server/visitor", "engine engine/scenario engine/value", "a client that knows only HTML"},
	{"server/integration/identity/oidc", "server/submission", "signs citizens in at a provider of OpenID Connect"},
	{"server/integration/identity/oidctest", "", "a gateway to SPID and CIE in process, for tests"},
	{"server/rehearsal", "engine engine/explore engine/scenario engine/value server/submission server/visitor", "many visitors at once, and the proof"},
	{"server/audit", "engine engine/scenario engine/value server/visitor", "the criteria of the national model, held to a running site"},
	{"server/durability", "", "the test that kills the program and counts"},
	{"server/cli", "definitions engine engine/scenario renderer renderer/locale server/attachment server/attachment/bucket server/audit server/backup server/catalogue server/config server/integration/delivery/file server/integration/delivery/mail server/integration/delivery/webhook server/integration/identity/oidc server/metrics server/outbox server/rehearsal server/showroom server/stage server/store/postgres server/store/sqlite server/store/sqlstore server/submission server/visitor server/web", "the command line; it knows everybody and wires them"},
}

// Modules of others, and the one package that names each, or the few, and why.
var modules = []struct{ name, users, why string }{
	{"go.yaml.in/yaml/v4", "definitions", "reads YAML with places"},
	{"github.com/expr-lang/expr", "engine/rule", "its parser reads rules"},
	{"github.com/shopspring/decimal", "engine/value engine/rule engine/function", "exact decimals: value makes them, rule compares them, functions round them"},
	{"github.com/santhosh-tekuri/jsonschema/v5", "engine", "holds submissions to the published schema"},
	{"github.com/yuin/goldmark", "renderer", "Markdown of authors"},
	{"codeberg.org/go-pdf/fpdf", "renderer/document", "sets text on pages of a PDF"},
	{"github.com/gorilla/mux", "server/web", "routes"},
	{"github.com/mattn/go-sqlite3", "server/store/sqlite", "SQLite"},
	{"github.com/jackc/pgx/v5", "server/store/postgres server/store/postgres/postgrestest", "PostgreSQL"},
	{"github.com/prometheus/client_golang", "server/metrics", "the form of metrics"},
	{"github.com/wneessen/go-mail", "server/integration/delivery/mail", "letters"},
	{"github.com/minio/minio-go/v7", "server/attachment/bucket", "S3-compatible storages"},
	{"github.com/pressly/goose/v3", "server/store/sqlstore", "migrations"},
	{"github.com/gabriel-vasile/mimetype", "server/attachment", "what a file really is"},
	{"github.com/alecthomas/kong", "server/cli", "flags and commands"},
	{"golang.org/x/text", "renderer/locale renderer/document", "plural forms, for any language; letters without their accents"},
	{"github.com/coreos/go-oidc/v3", "server/integration/identity/oidc", "discovery and verification of OpenID Connect"},
	{"golang.org/x/oauth2", "server/integration/identity/oidc", "the code flow"},
	{"github.com/zitadel/oidc/v3", "server/integration/identity/oidctest", "a provider of OpenID Connect, for tests: it is not in the program"},
	{"github.com/go-jose/go-jose/v4", "server/integration/identity/oidctest", "a key that the provider does not publish, for tests"},
	{"golang.org/x/net", "server/visitor", "reads HTML as a browser does"},
	{"golang.org/x/sync", "server/web server/submission", "limits on work at the same time"},
	{"github.com/google/go-cmp", "server/store/storetest", "a test in a package of its own"},
}

// pure packages give the same output for the same input.
var pure = []string{"definitions", "engine", "renderer"}

// impure is what pure packages never import.
var impure = []string{"net/http", "database/sql", "os", "os/exec", "log", "log/slog", "math/rand", "math/rand/v2", "crypto/rand", "net"}

func TestEveryPackageHasARoom(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range sources(t) {
		seen[f.room] = true
		if _, known := roomNamed(f.room); !known {
			t.Errorf("%s: the package is not in the table of the house", f.path)
		}
	}
	later := []string{"server/store/postgres"} // to come
	for _, r := range rooms {
		if !seen[r.name] && !slices.Contains(later, r.name) {
			t.Errorf("there is no package %s any more", r.name)
		}
		if r.why == "" {
			t.Errorf("why is there a package %s?", r.name)
		}
	}
}

func TestArrows(t *testing.T) {
	for _, f := range sources(t) {
		allowed, _ := roomNamed(f.room)
		for _, imported := range f.imports() {
			name, ours := strings.CutPrefix(imported, "sportello/")
			switch {
			case ours && !slices.Contains(strings.Fields(allowed), name):
				t.Errorf("%s: %s may not import %s", f.path, f.room, name)
			case !ours && strings.Contains(strings.Split(imported, "/")[0], "."):
				theirs(t, f, imported)
			}
		}
	}
}

// theirs holds the import of another's module to the table.
func theirs(t *testing.T, f source, imported string) {
	t.Helper()
	for _, m := range modules {
		if imported != m.name && !strings.HasPrefix(imported, m.name+"/") {
			continue
		}
		if !slices.Contains(strings.Fields(m.users), f.room) {
			t.Errorf("%s: %s is for %s (%s)", f.path, m.name, m.users, m.why)
		}
		return
	}
	t.Errorf("%s: %s is in no list of modules", f.path, imported)
}

func TestPurePackages(t *testing.T) {
	for _, f := range sources(t) {
		if !slices.Contains(pure, strings.Split(f.room, "/")[0]) {
			continue
		}
		for _, imported := range f.imports() {
			if slices.Contains(impure, imported) {
				t.Errorf("%s: a pure package may not import %s", f.path, imported)
			}
		}
		ast.Inspect(f.file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && isName(s.X, "time") && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After"}, s.Sel.Name) {
				t.Errorf("%s: time.%s: time comes from outside", f.at(n), s.Sel.Name)
			}
			return true
		})
	}
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func TestEveryPackageIsExplained(t *testing.T) {
	words := map[string]string{}
	for _, f := range sources(t) {
		if f.file.Doc != nil {
			words[f.room] = f.file.Doc.Text()
		} else if _, seen := words[f.room]; !seen {
			words[f.room] = ""
		}
	}
	for room, text := range words {
		if !strings.HasPrefix(text, "Package "+path.Base(room)+" ") && !strings.HasPrefix(text, "Command ") {
			t.Errorf("%s has no package comment that begins with “Package %s”", room, path.Base(room))
		}
	}
}

// source is one Go file that is no test.
type source struct {
	path, room string
	file       *ast.File
	set        *token.FileSet
}

func (f source) imports() []string {
	var out []string
	for _, i := range f.file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		out = append(out, name)
	}
	return out
}

func (f source) at(n ast.Node) token.Position { return f.set.Position(n.Pos()) }

// sources parses the Go files of the module that are no tests.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipped(file, d.Name())
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil && !strings.HasSuffix(file, "_test.go") {
			out = append(out, source{file, filepath.ToSlash(filepath.Dir(file)), parsed, set})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// skipped leaves out folders that hold no code of this module.
func skipped(dir, name string) error {
	if dir == "." {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return filepath.SkipDir
	}
	if name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") {
		return filepath.SkipDir
	}
	return nil
}

func roomNamed(name string) (imports string, known bool) {
	for _, r := range rooms {
		if r.name == name {
			return r.imports, true
		}
	}
	return "", false
}

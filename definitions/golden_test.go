package definitions_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"go.yaml.in/yaml/v4"

	. "sportello/definitions"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the tags say; run go test ./definitions -update", file)
	}
}

func TestReferenceIsCurrent(t *testing.T) { golden(t, "../docs/keys.md", Reference()) }

func TestEditorSchemasAreCurrent(t *testing.T) {
	for name, content := range EditorSchemas() {
		golden(t, filepath.Join("schema", name), content)
	}
}

func TestEditorSchemaTakesWhatTheReaderTakes(t *testing.T) {
	schema, err := jsonschema.CompileString("service.schema.json", string(EditorSchema()))
	if err != nil {
		t.Fatal(err)
	}
	for text, good := range map[string]bool{
		library: true,
		strings.Replace(library, "title: I tuoi dati", "titel: I tuoi dati", 1):         false,
		strings.Replace(library, "as: date", "row: x", 1):                               false,
		strings.Replace(library, "- field: nome", "- { field: nome, group: g }", 1):     false,
		strings.Replace(library, "{ condition: minorenne }", "{ field: x, iss: 1 }", 1): false,
	} {
		var service any
		if err := yaml.Unmarshal([]byte(text), &service); err != nil {
			t.Fatal(err)
		}
		err := schema.Validate(service)
		var read Service
		faults := Decode("service.yaml", []byte(text), &read)
		if (err == nil) != good || (len(faults) == 0) != good {
			t.Errorf("want good = %v\nschema: %v\nreader: %v", good, err, faults)
		}
	}
}

func TestLibraryReferenceIsCurrent(t *testing.T) {
	got, err := LibraryReference(Library())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../docs/library.md", got)
}

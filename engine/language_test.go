package engine_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/scenario"
)

// example is one fenced block of docs/language.md.
type example struct {
	line int
	text string
}

var fenced = regexp.MustCompile("(?s)```yaml\n(.*?)```")

func examples(t *testing.T) (out []example) {
	t.Helper()
	content, err := os.ReadFile("../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	for _, m := range fenced.FindAllStringSubmatchIndex(page, -1) {
		out = append(out, example{1 + strings.Count(page[:m[2]], "\n"), page[m[2]:m[3]]})
	}
	return out
}

// Every example in the language's own page is what it says: services and blocks
// compile, scenarios are played, fragments are read as what they are.
func TestLanguageExamples(t *testing.T) {
	var service, block, story string
	for _, e := range examples(t) {
		t.Run(fmt.Sprint("line ", e.line), func(t *testing.T) {
			switch {
			case strings.HasPrefix(e.text, "service:"):
				service = e.text
				program(t, fstest.MapFS{"service.yaml": {Data: []byte(e.text)}})
			case strings.HasPrefix(e.text, "block:") && strings.Contains(e.text, "\nfields:"):
				block = e.text
				program(t, serviceWith(e.text))
			case strings.HasPrefix(e.text, "scenario:"):
				story = e.text
				play(t, service, e.text)
			default:
				fragment(t, e.text)
			}
		})
	}
	if service == "" || block == "" || story == "" {
		t.Error("an example of a service, a block and a scenario is wanted")
	}
}

// serviceWith is a service that uses a block as the page says it is used.
func serviceWith(block string) fstest.MapFS {
	return fstest.MapFS{"blocks/conto@1/block.yaml": {Data: []byte(block)}, "service.yaml": {Data: []byte(`
service: prova
edition: "1"
title: Prova
parameters: { massimo: { type: money, default: 500 } }
contract:
  type: object
  properties:
    conto: { $ref: "conto@1", title: Il tuo conto }
    altro: { $ref: "conto@1", title: Un altro conto }
pages:
  - page: conti
    title: Conti
    fields:
      - { block: conto, with: { massimo: "param.massimo" }, change: { importo: { hide: yes } } }
      - block: altro
`)}}
}

// play tells a scenario to the service of the page.
func play(t *testing.T, service, story string) {
	t.Helper()
	var s scenario.Scenario
	if faults := definitions.Decode("scenario.yaml", []byte(story), &s); len(faults) > 0 {
		t.Fatal(faults)
	}
	loaded, faults := definitions.ReadService(fstest.MapFS{"service.yaml": {Data: []byte(service)}}, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	result := scenario.Play("scenario.yaml", &s, func(params engine.Params) (*engine.Program, definitions.Faults) {
		return engine.Compile(loaded, pisa(t), params)
	})
	if len(result.Failures) > 0 {
		t.Error(result.Report())
	}
}

// fragment reads a piece of a service: a list of pages or items, or some of its
// keys.
func fragment(t *testing.T, text string) {
	t.Helper()
	var into any = &definitions.Service{}
	switch {
	case strings.HasPrefix(text, "block:"):
		into = &definitions.Block{}
	case strings.HasPrefix(text, "- page:"):
		into = &[]definitions.Page{}
	case strings.HasPrefix(text, "- "):
		into = &[]definitions.Item{}
	}
	for _, f := range definitions.Decode("fragment.yaml", []byte(text), into) {
		if f.Code == definitions.CodeMissingKey && f.Line == 1 {
			continue // a fragment has not all the keys of a service or block
		}
		t.Errorf("%v (%s)", f, f.Advice)
	}
}

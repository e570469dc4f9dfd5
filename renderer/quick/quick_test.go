package quick_test

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"sportello/renderer/quick"
)

var functions = template.FuncMap{
	"list":    func(all ...any) []any { return all },
	"upper":   strings.ToUpper,
	"twice":   func(n int) (int, error) { return 2 * n, nil },
	"fails":   func() (string, error) { return "", fmt.Errorf("no") },
	"printed": fmt.Sprint,
	"first":   func(p person) int { return len(p.Name) },
	"show":    func(p person) template.HTML { return template.HTML("<b>" + p.Kind + "</b>") },
}

var language = quick.Language{
	Functions: functions, Choice: quick.Choice{Func: "show", Prefix: "c-", Field: "Kind"}, Same: map[string]any{"Land": address{"Pisa"}},
}

type person struct {
	Name, Kind string
	Age        int
	Adult      bool
	Friends    []person
	Partner    *person
	Thing      any
	Markup     template.HTML
	address
}

type address struct{ Town string }

func (p person) Land() address { return p.address }

func (a address) Where() string { return "in " + a.Town }

func (p person) Greet(greeting string, more ...any) string {
	return greeting + " " + p.Name + fmt.Sprint(more...)
}

func ada() person {
	return person{
		Name: `Ada "<&'+`, Kind: "a", Age: 36, Friends: []person{{Name: "Ben", Age: 5}, {Name: "Carl"}}, Partner: &person{Name: "Will"},
		Thing: 7, Markup: "<i>x</i>", address: address{"Pisa"},
	}
}

// sources are what the language has.
var sources = []string{
	`plain <b>text</b>`, `{{.Name}}`, `<p title="{{.Name}}">`, `<title>{{.Name}}</title>`, `<textarea>{{.Name}}</textarea>`,
	`<a href="{{.Name}}">`, `<a href="/{{.Name}}/x">`, `<a href="?q={{.Name}}&amp;x">`, `<script>f({{.Name}})</script>`, `<script>f({{.}})</script>`,
	`{{.Age}}{{.Adult}}{{.Markup}}{{.Thing}}<p title="{{.Markup}}{{.Age}}{{.Adult}}">`, `{{.Town}} {{.Where}} {{.Partner.Name}} {{(index .Friends 1).Name}}`,
	`{{.Greet "ciao"}} {{.Greet "ciao" 1 .Age}}`, `{{.Name | upper}} {{upper "x" | printed}}`,
	`{{if .Name}}a{{else}}b{{end}}{{if .Adult}}a{{else if .Age}}b{{end}}{{if .Partner}}p{{end}}{{if not .Thing}}t{{end}}`,
	`{{with .Partner}}{{.Name}}{{$.Name}}{{else}}none{{end}}{{with .Partner.Partner}}x{{else}}none{{end}}{{with $p := .Town}}{{$p}}{{.}}{{end}}`,
	`{{range .Friends}}{{.Name}},{{else}}none{{end}}{{range $f := .Friends}}{{$f.Name}}{{$.Kind}}{{end}}{{range $i, $f := .Friends}}{{if $i}}, {{end}}{{$f.Age}}{{end}}`,
	`{{range .Partner.Friends}}x{{else}}none{{end}}{{range list 1 "a" .Name}}{{.}};{{end}}`,
	`{{$n := .Name}}{{$n}}{{if .Age}}{{$n = "b"}}{{$n := "c"}}{{$n}}{{end}}{{$n}}`, `{{$unread := .Greet "x"}}ok`,
	`{{if and .Name (eq .Age 36)}}a{{end}}{{if or .Adult (gt .Age 40) (le .Age 36)}}b{{end}}{{if ne .Name "x"}}c{{end}}{{if lt (len .Friends) 3}}d{{end}}{{if ge .Age 36}}e{{end}}`,
	`{{or .Adult .Name}} {{and .Name .Age}} {{print 1 .Name}} {{len .Name}} {{true}} {{"x"}} {{5}} {{index (list 1 2) 1}} {{twice .Age}}`,
	`{{define "t"}}[{{.}}{{$}}]{{end}}{{template "t" .Name}}{{template "t" 5}}{{template "t"}}`,
	`{{define "r"}}{{.Name}}{{range .Friends}}{{template "r" .}}{{end}}{{end}}{{template "r" .}}`,
	`{{define "attr"}} id="{{.Name}}"{{if .Adult}} class="x"{{end}}{{end}}<p{{template "attr" .}}><br{{if .Name}}{{template "attr" .}}{{end}}>`,
	`{{define "c-a"}}<b>{{.Kind}}</b>{{end}}{{show .}}`, `{{/* a comment */}} {{- " x " -}} y`, `{{block "b" .}}{{.Name}}{{end}}`,
	`{{.Land.Town}}{{.Partner.Greet .Land.Where}}{{with .Land}}{{.Town}}{{end}}`, `{{template "none" .}}{{define "none"}}{{end}}`, `{{with .Thing}}{{.}}{{end}}{{if eq .Thing 7}}seven{{end}}{{index .Friends 0 | first}}`,
}

func parse(t rapid.TB, source string) *template.Template {
	t.Helper()
	set, err := template.New("page").Funcs(functions).Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func compile(t rapid.TB, source string) *quick.Templates {
	t.Helper()
	compiled, err := quick.Compile(parse(t, source), language)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func execute(templates *quick.Templates, value any) (out string, err error) {
	err = templates.Execute("page", value, func(written []byte) error {
		out = string(written)
		return nil
	})
	return out, err
}

// TestSameAsHTMLTemplate: what is written is what html/template writes.
func TestSameAsHTMLTemplate(t *testing.T) {
	for _, source := range sources {
		var want bytes.Buffer
		if err := parse(t, source).Execute(&want, ada()); err != nil {
			t.Fatal(source, err)
		}
		got, err := execute(compile(t, source), ada())
		if err != nil || got != want.String() {
			t.Errorf("%s\n got %s %v\nwant %s", source, got, err, &want)
		}
	}
}

// places are all kinds of places that values stand in.
var places = []string{
	`{{.}}`, `<p title="{{.}}">`, `<p title='{{.}}'>`, `<title>{{.}}</title>`, `<textarea>{{.}}</textarea>`, `<a href="{{.}}">`, `<a href="/a/{{.}}">`,
	`<a href="/a?b={{.}}">`, `<a href="#{{.}}">`, `<script type="application/ld+json">{{.}}</script>`, `<form action="{{.}}">`,
}

type named string

func (n named) String() string { return "<named " + string(n) + ">" }

// TestEscapesAsHTMLTemplateDoes holds every kind of value in every place to
// what html/template writes there.
func TestEscapesAsHTMLTemplateDoes(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -~]*`), rapid.StringMatching(`(https?|javascript|mailto|):[/.a-z%?=&#+]*`), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	values := func(s string, n int) []any {
		return []any{s, n, -n, n > 3, float64(n) / 7, nil, template.HTML(s), template.URL(s), template.JS(s), template.HTMLAttr(s), named(s), &s, []string{s}, fmt.Errorf("%s", s), struct{ A string }{s}}
	}
	rapid.Check(t, func(rt *rapid.T) {
		source := rapid.SampledFrom(places).Draw(rt, "place")
		value := rapid.SampledFrom(values(texts.Draw(rt, "text"), rapid.IntRange(0, 1000).Draw(rt, "number"))).Draw(rt, "value")
		var want bytes.Buffer
		wantErr := parse(rt, source).Execute(&want, value)
		got, err := execute(compile(rt, source), value)
		if (err == nil) != (wantErr == nil) || err == nil && got != want.String() {
			rt.Fatalf("%s of %#v\n got %s %v\nwant %s %v", source, value, got, err, &want, wantErr)
		}
	})
}

// TestCompileSays: what there is no way for is told with its place.
func TestCompileSays(t *testing.T) {
	for source, want := range map[string]string{
		`<p style="{{.}}">`:              `page:1:12: no example is known for "_html_template_cssvaluefilter`,
		"a\n{{range .}}{{break}}{{end}}": "page:2:13: *parse.BreakNode is not known here",
		`{{printf "%d" .}}`:              "no function printf",
		`{{1.5}}`:                        "1.5 is not known here",
		`{{eq .A}}`:                      "eq has 1 arguments",
		`{{define "a"}} id="{{$.A}}"{{end}}<p{{template "a" .}}>`: "called inside a tag",
		`<p title={{.}}{{if .}}>{{end}}`:                          "html/template:page:1",
	} {
		_, err := quick.Compile(parse(t, source), language)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
}

// TestExecuteSays: what only shows when it is executed is an error, and nothing
// is written.
func TestExecuteSays(t *testing.T) {
	for source, want := range map[string]string{
		`a{{.Nome}}`:                 "quick_test.person has no field or method Nome",
		`a{{.Partner.Partner.Name}}`: "Name is asked of nothing",
		`a{{index .Friends 9}}`:      "index 9 of 2",
		`a{{range .Age}}{{end}}`:     "range over int",
		`a{{if eq .Age "x"}}{{end}}`: "int cannot be compared with string",
		`a{{upper .Age}}`:            "int cannot be used as string",
		`a{{upper}}`:                 "called with 0 arguments",
		`a{{fails}}`:                 "no",
		`a{{len .Age}}`:              "len of int",
		`a{{show .}}`:                "no template is called c-a",
	} {
		out, err := execute(compile(t, source), ada())
		if err == nil || !strings.Contains(err.Error(), want) || out != "" {
			t.Errorf("%s: %q %v, want %s", source, out, err, want)
		}
	}
}

// TestManyAtOnce: fields are found for each type, also while others look.
func TestManyAtOnce(t *testing.T) {
	templates := compile(t, `{{.Town}}`)
	values := []any{ada(), address{"Pisa"}, &person{address: address{"Pisa"}}, struct{ Town string }{"Pisa"}}
	var all sync.WaitGroup
	for i := range 64 {
		all.Go(func() {
			if out, err := execute(templates, values[i%len(values)]); out != "Pisa" || err != nil {
				t.Error(out, err)
			}
		})
	}
	all.Wait()
}

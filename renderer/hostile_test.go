package renderer_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/gallery"
)

// TestHostileTextsChangeNothing puts hostile words into every text of every
// sample: the page must keep the elements and attributes that it has with
// harmless words.
func TestHostileTextsChangeNothing(t *testing.T) {
	r := shared(t)
	samples := gallery.Samples()
	rapid.Check(t, func(rt *rapid.T) {
		sample := rapid.SampledFrom(samples).Draw(rt, "sample")
		hostile := rapid.OneOf(rapid.SampledFrom(attacks), rapid.String()).Draw(rt, "words")
		if strings.TrimSpace(hostile) == "" {
			return
		}
		want := skeleton(t, render(t, r, poisoned(sample, "innocuo")))
		got := skeleton(t, render(t, r, poisoned(sample, hostile)))
		if !slices.Equal(want, got) {
			rt.Fatalf("%s with %q:\n%s", sample.Name, hostile, difference(want, got))
		}
	})
}

// TestMarkdownMakesOnlyItsElements: an author's Markdown cannot make anything
// but text, lists and links to the web.
func TestMarkdownMakesOnlyItsElements(t *testing.T) {
	r := shared(t)
	allowed := []string{"p", "ul", "ol", "li", "em", "strong", "br", "a", "div", "h1"}
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(markdownAttacks), rapid.SampledFrom(attacks), rapid.String())).Draw(rt, "parts")
		view := renderer.Message{Frame: gallery.Frame("it"), Heading: "x", Text: strings.Join(parts, "")}
		source := render(t, r, gallery.Screen{Name: "m", Template: "message", View: view})
		main := source[strings.Index(source, `<div class="sp-heading">`):strings.Index(source, `<section class="sp-help"`)]
		for _, n := range parse(t, main).nodes {
			if n.Data == "html" || n.Data == "head" || n.Data == "body" {
				continue
			}
			if !slices.Contains(allowed, n.Data) || n.Data == "a" && !welcome(attr(n, "href")) {
				rt.Fatalf("%q makes <%s href=%q>", view.Text, n.Data, attr(n, "href"))
			}
		}
	})
}

func welcome(href string) bool {
	lower := strings.ToLower(href)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "mailto:")
}

var attacks = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `" autofocus onfocus="x`,
	`</textarea><script>x</script>`, `</title><h1>x`, `<!--`, `-->`, `]]>`, `{{.}}`, `{x}`, `&lt;b&gt;`, `&#x3C;b>`,
	`javascript:alert(1)`, "`x`", `</option></select><b>`, `</legend></fieldset>`, "\u202eabc", "a\x00b", `\"`,
}

var markdownAttacks = []string{
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](data:text/html,<b>)`, `![x](https://e.example/x.png)`,
	`[x](https://e.example "t\" onclick=\"x")`, `<b>x</b>`, "# titolo\n", "\n\n", "- x\n", "1. x\n", `**x**`, `[x](//e.example)`,
	`[x](vbscript:x)`, "```\n<b>\n```\n", "| a |\n|---|\n", `<https://e.example>`, `[a]: javascript:x`, `[x][a]`, `[![x](y)](https://e.example)`,
}

// poisoned is the page of a sample with words in place of all its texts.
func poisoned(s gallery.Sample, words string) gallery.Screen {
	var states []engine.ItemState
	for _, state := range s.States {
		states = append(states, poison(state, words))
	}
	s.States = states
	return gallery.Screen{Name: s.Name, Template: "page", View: gallery.FieldPage("it", s)}
}

func poison(s engine.ItemState, words string) engine.ItemState {
	replace(&s.Label, words)
	replace(&s.Hint, words)
	replace(&s.Add, words)
	replace(&s.Autocomplete, words)
	replace(&s.RowID, words)
	if s.Kind == engine.RowItem {
		s.Text = words
	}
	if len(s.Raw) > 0 && s.Type != "yesno" && s.Type != "declaration" && s.Raw[0] != "" {
		s.Raw = []string{words}
	}
	s.Options, s.Items, s.Files, s.Problems = slices.Clone(s.Options), slices.Clone(s.Items), slices.Clone(s.Files), slices.Clone(s.Problems)
	for i := range s.Options {
		s.Options[i].Value, s.Options[i].Label = words, words
		replace(&s.Options[i].Detail, words)
	}
	for i := range s.Files {
		s.Files[i].ID, s.Files[i].Name = words, words
	}
	for i := range s.Problems {
		s.Problems[i].Text = words
	}
	for i := range s.Items {
		s.Items[i] = poison(s.Items[i], words)
	}
	return s
}

func replace(text *string, words string) {
	if *text != "" {
		*text = words
	}
}

// skeleton lists the elements of a page with the names of their attributes.
func skeleton(t *testing.T, source string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data == "option" {
			continue
		}
		line := n.Data
		for _, a := range n.Attr {
			line += " " + a.Key
		}
		out = append(out, line)
	}
	return out
}

func difference(want, got []string) string {
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return "want <" + want[i] + ">, got <" + got[i] + ">"
		}
	}
	return "another number of elements"
}

// TestEveryTextOfAViewIsEscaped does the same with the plain views: any string
// in them becomes hostile.
func TestEveryTextOfAViewIsEscaped(t *testing.T) {
	r := shared(t)
	for _, s := range gallery.Screens("it") {
		if s.Template == "page" {
			continue // made from item states, above
		}
		view := reflect.New(reflect.TypeOf(s.View)).Elem()
		view.Set(reflect.ValueOf(s.View))
		infect(view, `"><img src=x onerror=alert(1)>`)
		for _, n := range parse(t, render(t, r, gallery.Screen{Name: s.Name, Template: s.Template, View: view.Interface().(renderer.View)})).nodes {
			if has(n, "onerror") || n.Data == "img" && !has(n, "alt") {
				t.Errorf("%s: <%s> came from a text", s.Name, n.Data)
			}
		}
	}
}

// infect replaces all texts of a view, in copies of its slices.
func infect(v reflect.Value, words string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(words)
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).CanSet() && name != "Lang" && name != "Widget" {
				infect(v.Field(i), words)
			}
		}
	case reflect.Slice:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		for i := range copied.Len() {
			infect(copied.Index(i), words)
		}
		v.Set(copied)
	case reflect.Pointer:
		if !v.IsNil() {
			copied := reflect.New(v.Type().Elem())
			copied.Elem().Set(v.Elem())
			infect(copied.Elem(), words)
			v.Set(copied)
		}
	}
}

package renderer_test

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sportello/renderer"
	"sportello/renderer/gallery"
	"sportello/renderer/locale"
)

// TestQuickWritesWhatHTMLTemplateWrites renders every screen in every language
// both ways.
func TestQuickWritesWhatHTMLTemplateWrites(t *testing.T) {
	for _, lang := range locale.Languages() {
		both := newBoth(t, lang)
		for _, s := range gallery.Screens(lang) {
			both.compare(t, s.Template, s.View)
		}
	}
}

// TestQuickEscapesAsHTMLTemplateDoes does so with hostile words in every text
// of the views, and with numbers and truths by lot.
func TestQuickEscapesAsHTMLTemplateDoes(t *testing.T) {
	both, screens := newBoth(t, "it"), gallery.Screens("it")
	words := rapid.OneOf(rapid.SampledFrom(append(attacks, addresses...)), rapid.String())
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.SampledFrom(screens).Draw(rt, "screen")
		view := reflect.New(reflect.TypeOf(s.View)).Elem()
		view.Set(reflect.ValueOf(s.View))
		shuffle(rt, view, words)
		both.compare(rt, s.Template, view.Interface().(renderer.View))
	})
}

// addresses are texts that are something else where an address stands.
var addresses = []string{
	"https://e.example/a?b=c&d=è#f", "HTTP://e.example", "mailto:a@b.example", "JavaScript:x", "/a b/%41%zz", "a:b", "//e.example/+",
	"?q=a+b", "(x)'[y]", "+39 050 910 111", "",
}

// shuffle draws the texts, numbers and truths of a view, in copies of its lists.
// What chooses a template or a catalogue stays.
func shuffle(rt *rapid.T, v reflect.Value, words *rapid.Generator[string]) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(words.Draw(rt, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(rt, "truth"))
	case reflect.Int:
		v.SetInt(rapid.Int64Range(0, 7).Draw(rt, "number"))
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).CanSet() && name != "Lang" && name != "Wanted" && name != "Widget" {
				shuffle(rt, v.Field(i), words)
			}
		}
	case reflect.Slice:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		for i := range copied.Len() {
			shuffle(rt, copied.Index(i), words)
		}
		v.Set(copied)
	case reflect.Pointer:
		if !v.IsNil() {
			copied := reflect.New(v.Type().Elem())
			copied.Elem().Set(v.Elem())
			shuffle(rt, copied.Elem(), words)
			v.Set(copied)
		}
	}
}

// both are the two ways to render.
type both struct {
	quick *renderer.Renderer
	slow  *renderer.Slow
}

func newBoth(t testing.TB, lang string) both {
	t.Helper()
	slow, err := renderer.NewSlow(assets(t), lang)
	if err != nil {
		t.Fatal(err)
	}
	return both{shared(t), slow}
}

func (b both) compare(t rapid.TB, name string, view renderer.View) {
	t.Helper()
	var quick, slow bytes.Buffer
	quickErr, slowErr := b.quick.Render(&quick, name, view), b.slow.Render(&slow, name, view)
	switch {
	case (quickErr == nil) != (slowErr == nil):
		t.Fatalf("%s: quick: %v, html/template: %v", name, quickErr, slowErr)
	case quickErr == nil && quick.String() != string(renderer.Foreign(slow.Bytes())):
		t.Fatalf("%s:\n%s", name, firstDifference(slow.String(), quick.String()))
	}
}

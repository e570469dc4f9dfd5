package gallery

import (
	"reflect"
	"slices"
	"strings"

	"sportello/engine"
	"sportello/renderer"
	"sportello/renderer/locale"
)

// InPseudo are all screens in the pseudo-language, the words of authors and
// citizens too. What can be read on them stands in a template or in Go, where no
// translator finds it.
func InPseudo() []Screen {
	screens := Screens(locale.Pseudo)
	for i := range screens {
		screens[i].View = accented(reflect.ValueOf(screens[i].View)).Interface().(renderer.View)
	}
	return screens
}

// accented copies a view with its words in the pseudo-language.
func accented(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(locale.Accented(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(accented(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(accented(v.Index(i)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !technical(v.Type(), f.Name) {
				out.Field(i).Set(accented(v.Field(i)))
			}
		}
	}
	return out
}

// names are fields that hold the names of things, not words.
var names = []string{
	"Lang", "Wanted", "Form", "Tag", "ID", "Target", "Widget", "Auto", "DescribedBy", "Style", "RowID", "Accept",
	"Action", "Rev", "Shown", "Follow", "Path", "ServiceID", "Crest", "Draft", "Links", "Rule", "StartAt",
}

func technical(of reflect.Type, field string) bool {
	switch of {
	case reflect.TypeFor[renderer.Item](), reflect.TypeFor[renderer.MenuItem]():
		return slices.Contains(names, field) || strings.HasSuffix(field, "URL") || field == "Name"
	case reflect.TypeFor[renderer.Hidden](), reflect.TypeFor[engine.Choice]():
		return slices.Contains(names, field) || field == "Name" || field == "Value"
	}
	return slices.Contains(names, field) || strings.HasSuffix(field, "URL")
}

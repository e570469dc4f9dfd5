package definitions

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// object is a piece of JSON Schema.
type object = map[string]any

// EditorSchema gives the JSON Schema of services, for editors: completion,
// words of help and red lines while one types. The reader is stricter.
func EditorSchema() []byte { return editorSchema("service", Service{}) }

// EditorSchemas gives the schemas of all files an author writes, by file name.
func EditorSchemas() map[string][]byte {
	return map[string][]byte{
		"service.schema.json":  EditorSchema(),
		"block.schema.json":    editorSchema("block", Block{}),
		"contract.schema.json": editorSchema("contract", Schema{}),
		"table.schema.json":    editorSchema("table", DataSet{}),
		"i18n.schema.json":     editorSchema("i18n", Translation{}),
		"profile.schema.json":  editorSchema("profile", Profile{}),
	}
}

func editorSchema(name string, of any) []byte {
	e := editor{definitions: object{}}
	top := e.schema(reflect.TypeOf(of))
	top["$schema"] = "http://json-schema.org/draft-07/schema#"
	top["$id"] = "urn:sportello:schema:" + name
	top["title"] = name + ".yaml"
	top["definitions"] = e.definitions
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(top); err != nil {
		panic("definitions: the editors' schema is no JSON: " + err.Error())
	}
	return out.Bytes()
}

// editor makes the schema from the tags of the structs; each struct is one
// definition.
type editor struct{ definitions object }

func (e editor) schema(t reflect.Type) object {
	if basic := e.basic(t); basic != nil {
		return basic
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return e.schema(t.Elem())
	case isMap(t):
		return object{"type": "object", "additionalProperties": e.schema(entryType(t))}
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": e.schema(t.Elem())}
	}
	return e.named(t)
}

// entryType is the T of a Map[T].
func entryType(t reflect.Type) reflect.Type {
	value, _ := t.Elem().FieldByName("Value")
	return value.Type
}

// basic gives the schema of a basic type, nil for others. Text may be written
// without quotes even where YAML sees a number.
func (e editor) basic(t reflect.Type) object {
	switch t {
	case reflect.TypeFor[String](), reflect.TypeFor[Text]():
		return object{"type": []string{"string", "number", "boolean"}}
	case reflect.TypeFor[Literal]():
		return object{}
	case reflect.TypeFor[Expr]():
		e.define("rule", ruleSchema)
		return object{"$ref": "#/definitions/rule"}
	}
	if t.Kind() == reflect.Bool {
		return object{"enum": []any{true, false, "yes", "no"}}
	}
	return nil
}

// named refers to the definition of a struct, and makes it the first time.
func (e editor) named(t reflect.Type) object {
	e.define(t.Name(), func() object { return e.structure(t) })
	return object{"$ref": "#/definitions/" + t.Name()}
}

func (e editor) define(name string, make func() object) {
	if e.definitions[name] != nil {
		return
	}
	e.definitions[name] = object{} // the struct may contain itself
	e.definitions[name] = make()
}

func (e editor) structure(t reflect.Type) object {
	k := keysOf(t)
	if len(k.kinds()) == 0 {
		return e.closed(k.keys)
	}
	kinds := []object{}
	for _, kind := range k.kinds() {
		kinds = append(kinds, e.kind(k, kind))
	}
	return object{"oneOf": kinds}
}

// kind is an item of one kind, with the keys that it may have.
func (e editor) kind(k keyed, kind string) object {
	var keys []key
	for _, w := range k.keys {
		if w.name == kind {
			w.need = true
			keys = append(keys, w)
		}
		if !w.kind && w.fits(kind) {
			keys = append(keys, w)
		}
	}
	s := e.closed(keys)
	s["title"] = kind
	return s
}

// closed is a mapping that has these keys and no others.
func (e editor) closed(keys []key) object {
	properties, required := object{}, []string{}
	for _, w := range keys {
		properties[w.name] = e.property(w)
		if w.need {
			required = append(required, w.name)
		}
	}
	s := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

func (e editor) property(w key) object {
	s := e.schema(w.typ)
	switch {
	case w.words != nil && w.typ.Kind() == reflect.Slice:
		s["items"] = object{"enum": w.words}
	case w.words != nil:
		s = object{"enum": w.words}
	}
	if w.one && w.typ.Kind() == reflect.Slice {
		s = object{"anyOf": []any{s, s["items"]}}
	}
	if s["$ref"] != nil {
		s = object{"allOf": []object{s}} // draft-07 overlooks what stands beside $ref
	}
	s["description"] = w.doc
	if w.eg != "" {
		s["examples"] = []any{example(w.eg)}
	}
	return s
}

// example reads an example as an author would write it.
func example(eg string) any {
	var entries Map[Literal]
	if faults := Decode("example", []byte("eg: "+eg), &entries); len(faults) > 0 || len(entries) != 1 {
		return eg
	}
	return plain(entries[0].Value.Value)
}

// plain turns numbers into numbers of JSON.
func plain(v any) any {
	switch v := v.(type) {
	case Number:
		return json.Number(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	case map[string]any:
		named := object{}
		for name := range v {
			named[name] = plain(v[name])
		}
		return named
	}
	return v
}

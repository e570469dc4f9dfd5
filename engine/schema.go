package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// object is an object of JSON, to be written in order of names.
type object = map[string]any

// Schema gives the published schema: what a stored submission looks like, in
// plain JSON Schema 2020-12. With inline, options from tables are written out.
func (p *Program) Schema(inline bool) ([]byte, error) {
	return json.MarshalIndent(p.schema(inline), "", "  ")
}

// compileSchema compiles the published schema, which every submission is held to.
func (p *Program) compileSchema() (*jsonschema.Schema, error) {
	b, err := p.Schema(false)
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.LoadURL = func(url string) (io.ReadCloser, error) { return nil, errors.New("no schema refers to another") }
	if err := c.AddResource("submission.json", bytes.NewReader(b)); err != nil {
		return nil, fmt.Errorf("read the published schema: %w", err)
	}
	return c.Compile("submission.json")
}

// SchemaFaults finds what is wrong with the published schema, which is compiled
// only when the first submission is held to it: a page is shown sooner so.
func (p *Program) SchemaFaults() definitions.Faults {
	var faults definitions.Faults
	if _, err := p.validator(); err != nil {
		faults.Add(p.service.Pos, CodeSchema, "this is a mistake of the program: please report it with the service", "the published schema does not compile: %v", err)
	}
	return faults
}

func (p *Program) schema(inline bool) object {
	s := schemaMaker{p: p, inline: inline}
	root := newObject()
	for _, pg := range p.pages {
		s.items(root, pg.items, pg.when)
	}
	if p.fees != nil {
		root.add("_fees", s.breakdown(p.fees), true)
	}
	if p.scores != nil {
		root.add("_scores", s.breakdown(p.scores), true)
	}
	out := root.schema()
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["title"] = p.service.Title.Value
	return out
}

// schemaMaker makes the published schema of one program.
type schemaMaker struct {
	p      *Program
	inline bool
}

// objectSchema collects the schema of one object.
type objectSchema struct {
	properties object
	required   []string
	conditions []any
	sure       bool // some property is always there, so the object is
}

func newObject() *objectSchema { return &objectSchema{properties: object{}} }

func (o *objectSchema) add(name string, s object, required bool) {
	o.properties[name] = s
	if required && !slices.Contains(o.required, name) {
		o.required = append(o.required, name)
		o.sure = true
	}
}

func (o *objectSchema) schema() object {
	out := object{"type": "object", "properties": o.properties, "additionalProperties": false}
	if len(o.required) > 0 {
		slices.Sort(o.required)
		out["required"] = o.required
	}
	if len(o.conditions) > 0 {
		out["allOf"] = o.conditions
	}
	return out
}

// items adds the nodes that stand in one object; around is the condition of the
// page, where it bears on them.
func (s schemaMaker) items(o *objectSchema, items []*node, around ...*rule.Rule) {
	for _, n := range items {
		s.item(o, n, around)
	}
}

func (s schemaMaker) item(o *objectSchema, n *node, around []*rule.Rule) {
	switch n.kind {
	case ContentItem:
	case EachItem:
		if list, ok := o.properties[n.name].(object); ok {
			s.moreOfRows(list, n)
		}
	case ComputedItem:
		o.add(n.name, s.titled(n, s.typed(n.typ)), false)
	case GroupItem:
		s.group(o, n, around)
	default:
		s.answer(o, n, around)
	}
}

// group adds a group with all that it holds, on whatever pages. Where it goes
// on under another condition, what stands there is not always in it.
func (s schemaMaker) group(o *objectSchema, n *node, around []*rule.Rule) {
	if _, done := o.properties[n.name]; done {
		return
	}
	inner := newObject()
	if always := n.when == nil && n.page.when == nil; always || len(n.more) == 0 {
		s.items(inner, n.items)
	} else {
		s.items(&objectSchema{properties: inner.properties}, n.items) // it may be there because of its other part
	}
	for _, more := range n.more {
		if more.when == nil && more.page.when == nil && n.when == nil && n.page.when == nil {
			s.items(inner, more.items)
			continue
		}
		s.items(&objectSchema{properties: inner.properties}, more.items) // nothing of it is required
	}
	o.add(n.name, s.titled(n, inner.schema()), false)
	if inner.sure && len(n.more) == 0 {
		s.require(o, n, around)
	}
}

// answer adds a field or list.
func (s schemaMaker) answer(o *objectSchema, n *node, around []*rule.Rule) {
	var schema object
	if n.kind == ListItem {
		schema = s.rows(n)
	} else {
		schema = s.field(n)
	}
	o.add(n.name, s.titled(n, schema), false)
	if n.required && n.must == nil {
		s.require(o, n, around)
	} else if n.must != nil {
		s.require(o, n, append(slices.Clone(around), n.must))
	}
}

// require makes a property required: always where nothing conditions it, under
// if/then where the conditions can be translated, and not at all otherwise.
func (s schemaMaker) require(o *objectSchema, n *node, around []*rule.Rule) {
	var tests []any
	for _, r := range append(slices.Clone(around), n.when) {
		if r == nil || r.Source == "true" {
			continue
		}
		test, ok := translate(r.Test, n.scope.frame)
		if !ok {
			return
		}
		tests = append(tests, test)
	}
	if len(tests) == 0 {
		o.add(n.name, o.properties[n.name].(object), true)
		return
	}
	condition := tests[0]
	if len(tests) > 1 {
		condition = object{"allOf": tests}
	}
	o.conditions = append(o.conditions, object{"if": condition, "then": object{
		"type": "object", "properties": object{n.name: true}, "required": []string{n.name},
	}})
}

// translate turns a test into a schema of the object whose frame is given.
func translate(t *rule.Test, frame int) (object, bool) {
	if t == nil {
		return nil, false
	}
	switch t.Op {
	case "and", "or", "not":
		return translateAll(t, frame)
	}
	if t.Ref.Frame != frame || slices.Contains(t.Ref.Steps, rule.Rows) {
		return nil, false
	}
	schema, ok := literalTest(t)
	if !ok {
		return nil, false
	}
	out := any(schema)
	for i := len(t.Ref.Steps) - 1; i >= 0; i-- {
		name := t.Ref.Steps[i]
		out = object{"type": "object", "properties": object{name: out}, "required": []string{name}}
	}
	return out.(object), true
}

func translateAll(t *rule.Test, frame int) (object, bool) {
	var parts []any
	for _, inner := range t.Tests {
		part, ok := translate(inner, frame)
		if !ok {
			return nil, false
		}
		parts = append(parts, part)
	}
	switch t.Op {
	case "and":
		return object{"allOf": parts}, true
	case "or":
		return object{"anyOf": parts}, true
	}
	return object{"not": parts[0]}, true
}

// literalTest is the schema of an answer for which a comparison holds.
func literalTest(t *rule.Test) (any, bool) {
	switch t.Op {
	case "answered":
		return true, true
	case "is", "==":
		return object{"const": jsonLiteral(t.Literal)}, true
	case "in":
		list := make([]any, len(t.List))
		for i, v := range t.List {
			list[i] = jsonLiteral(v)
		}
		return object{"enum": list}, true
	}
	if t.Type.Kind != value.Num {
		return nil, false
	}
	keyword := map[string]string{"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}[t.Op]
	return object{"type": "number", keyword: jsonLiteral(t.Literal)}, true
}

func jsonLiteral(v any) any {
	if n, ok := v.(value.Number); ok {
		return json.Number(n.String())
	}
	return v
}

func (s schemaMaker) titled(n *node, schema object) object {
	if title := s.p.labels[n.path]; title != "" {
		schema["title"] = title
	}
	return schema
}

func (s schemaMaker) rows(n *node) object {
	row := newObject()
	row.add(value.RowID, object{"type": "string", "minLength": 1}, true)
	s.items(row, n.items)
	out := object{"type": "array", "items": row.schema(), "minItems": max(1, n.limits.minItems)}
	if n.limits.maxItems > 0 {
		out["maxItems"] = n.limits.maxItems
	}
	return out
}

// moreOfRows adds what a later page asks of the rows. It is never required
// here: rows are asked only under that page's conditions.
func (s schemaMaker) moreOfRows(list object, n *node) {
	row := list["items"].(object)
	more := &objectSchema{properties: row["properties"].(object)} // also to go on with lists in it
	s.items(more, n.items)
}

func (s schemaMaker) field(n *node) object {
	switch n.typeName {
	case "choice":
		return s.choice(n, n.typ)
	case "choices":
		elem := value.TextType
		if n.typ.Elem != nil {
			elem = *n.typ.Elem
		}
		return within(object{"type": "array", "items": s.choice(n, elem), "uniqueItems": true}, n.limits, true)
	case "file":
		return within(object{"type": "array", "items": fileSchema}, n.limits, true)
	case "declaration":
		if n.required && n.must == nil {
			return object{"type": "boolean", "const": true}
		}
	case "phone":
		return object{"type": "string", "pattern": `^\+[1-9]\d{5,14}$`}
	}
	return limited(s.typed(n.typ), n.limits)
}

func (s schemaMaker) choice(n *node, t value.Type) object {
	out := object{"type": "string", "minLength": 1}
	if n.options != nil && n.options.others {
		return out
	}
	if n.options != nil && n.options.from == nil || s.inline && len(t.Options) > 0 {
		return object{"type": "string", "enum": t.Options}
	}
	if len(t.Options) > 0 {
		out["pattern"] = patternOf(t.Options)
		delete(out, "minLength")
	}
	return out
}

// patternOf says what the keys of a table look like: how long they are.
func patternOf(keys []string) string {
	least, most := len(keys[0]), 0
	for _, k := range keys {
		n := len([]rune(k))
		least, most = min(least, n), max(most, n)
	}
	return fmt.Sprintf("^.{%d,%d}$", least, most)
}

// typed is the schema of values of a type.
func (s schemaMaker) typed(t value.Type) object {
	switch t.Kind {
	case value.YesNo:
		return object{"type": "boolean"}
	case value.Num:
		if t.Integer {
			return object{"type": "integer"}
		}
		return object{"type": "number"}
	case value.Day:
		return object{"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}$`}
	case value.Time:
		return object{"type": "string", "pattern": `^\d{2}:\d{2}$`}
	case value.Moment:
		return object{"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}`}
	case value.Many:
		elem := object{"type": "string"}
		if t.Elem != nil && t.Elem.Kind != value.Named {
			elem = s.typed(*t.Elem)
		}
		return object{"type": "array", "items": elem}
	}
	return object{"type": "string"}
}

func limited(out object, l limits) object {
	if l.minLength > 0 {
		out["minLength"] = l.minLength
	}
	if out["type"] == "string" && l.maxLength > 0 {
		out["maxLength"] = l.maxLength
	}
	if p, ok := ecmaPattern(l.pattern); ok {
		out["pattern"] = p
	}
	for keyword, n := range map[string]*value.Number{"minimum": l.min, "maximum": l.max, "exclusiveMinimum": l.above, "exclusiveMaximum": l.below} {
		if n != nil {
			out[keyword] = json.Number(n.String())
		}
	}
	return out
}

// within adds the limits of a list. A list left empty is absent, so there is
// always something in it.
func within(out object, l limits, absentIfEmpty bool) object {
	out["minItems"] = max(1, l.minItems)
	if l.maxItems > 0 {
		out["maxItems"] = l.maxItems
	}
	return out
}

// notECMA is what RE2 has and JavaScript has not, or reads otherwise.
var notECMA = regexp.MustCompile(`\(\?[^:]|\\[AzQEaCGhHRXZ]|\\[pP][^{]|\[\[:|\\[^dDwWsSbBpPnrtfv0-9.*+?^$|(){}\[\]\\/\-ux]`)

// ecmaPattern gives a pattern that JavaScript reads alike; ok is false if there
// is none or it cannot.
func ecmaPattern(re *regexp.Regexp) (string, bool) {
	if re == nil || notECMA.MatchString(re.String()) || strings.Contains(re.String(), `\-`) && !strings.Contains(re.String(), "[") {
		return "", false
	}
	return re.String(), true
}

var fileSchema = object{
	"type": "object", "additionalProperties": false, "required": []string{"id", "media_type", "name", "sha256", "size"},
	"properties": object{
		"id": object{"type": "string"}, "name": object{"type": "string"}, "media_type": object{"type": "string"},
		"size": object{"type": "integer", "minimum": 0}, "sha256": object{"type": "string", "pattern": "^[0-9a-f]{64}$"},
	},
}

func (s schemaMaker) breakdown(t *total) object {
	var parts, groups []string
	rows := object{}
	for _, p := range t.parts {
		parts = append(parts, p.id)
		if p.rows != nil {
			rows["row"] = object{"type": "string"}
		}
	}
	for _, g := range t.groups {
		groups = append(groups, g.id)
	}
	properties := object{"total": object{"type": "number"}, "parts": amounts(parts, rows)}
	if len(groups) > 0 {
		properties["groups"] = amounts(groups, object{})
	}
	return object{
		"type": "object", "title": t.title.words, "additionalProperties": false, "required": []string{"parts", "total"},
		"properties": properties,
	}
}

// amounts is the schema of a list of amounts by their ids.
func amounts(ids []string, more object) object {
	properties := object{"id": object{"type": "string", "enum": ids}, "amount": object{"type": "number"}}
	maps.Copy(properties, more)
	return object{"type": "array", "items": object{
		"type": "object", "additionalProperties": false, "required": []string{"amount", "id"}, "properties": properties,
	}}
}

// editionHash names the edition: everything it was read from, and the values
// of its parameters.
func editionHash(l *definitions.Loaded, p *Program) string {
	fixed := value.Group{}
	for name, v := range p.params {
		if _, live := p.live[name]; !live {
			fixed[name] = v
		}
	}
	return hash(l.Bundle.Hash(), string(appendGroup(nil, fixed)))
}

package engine

import (
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// contract learns the names and plain types of what a contract holds. The flow
// refines them: it knows that a text is a date.
func (b *builder) contract(s *definitions.Schema, at *scope) {
	if s == nil {
		return
	}
	for _, e := range s.Properties {
		at.fields[e.Key.Value] = b.plain(e.Value, at.join(e.Key.Value))
	}
}

func (b *builder) plain(s *definitions.Schema, path string) value.Type {
	b.p.labels[path] = s.Title.Value
	switch {
	case s.Ref.Value != "":
		if block := b.loaded.Blocks[s.Ref.Value]; block != nil && block.Contract != nil {
			return b.group(block.Contract, path)
		}
		return value.Type{}
	case s.Type.Value == "object":
		return b.group(s, path)
	case isList(s):
		return value.List(b.group(s.Items, path+rule.Rows))
	}
	name := plainType(s, false)
	if name == "" {
		return value.Type{}
	}
	_, t := b.typeOf(s, definitions.String{}, false)
	return t
}

func isList(s *definitions.Schema) bool {
	return s.Type.Value == "array" && s.Items != nil && s.Items.Type.Value != "string"
}

func (b *builder) group(s *definitions.Schema, path string) value.Type {
	fields := map[string]value.Type{}
	for _, e := range s.Properties {
		fields[e.Key.Value] = b.plain(e.Value, path+"."+e.Key.Value)
	}
	if strings.HasSuffix(path, rule.Rows) {
		fields[value.RowID] = value.TextType
	}
	return value.Type{Kind: value.Named, Fields: fields}
}

// declarePages makes the nodes of all pages, so that every name has its type
// before any rule is compiled.
func (b *builder) declarePages(pages []definitions.Page) {
	for i, def := range pages {
		pg := &page{id: def.ID.Value, title: b.phrase(def.Title), index: i, rules: words(def.Rule)}
		b.page = pg
		pg.items = b.declare(def.Fields, b.p.root, b.loaded.Service.Contract, nil, nil)
		b.p.pages = append(b.p.pages, pg)
	}
}

// declare makes the nodes of items that stand in a scope.
func (b *builder) declare(items []definitions.Item, at *scope, s *definitions.Schema, up *node, changes definitions.Map[definitions.Change]) []*node {
	var out []*node
	for _, item := range items {
		if n := b.declareItem(item, at, s, up, changes); n != nil {
			out = append(out, n)
		}
	}
	return out
}

func (b *builder) declareItem(item definitions.Item, at *scope, s *definitions.Schema, up *node, changes definitions.Map[definitions.Change]) *node {
	n := &node{apart: item.Profile.Source == "false" || up != nil && up.apart, page: b.page, up: up, scope: at, pos: item.Pos, rules: words(item.Rule), add: b.phrase(item.Add), style: item.Style.Value, autocomplete: item.Autocomplete.Value}
	src := source{item: item}
	name := itemName(item)
	for _, e := range changes {
		path, rest, deeper := strings.Cut(e.Key.Value, ".")
		switch {
		case path != name.Value:
		case deeper:
			src.change = append(src.change, definitions.Entry[definitions.Change]{Key: definitions.String{Value: rest, Pos: e.Key.Pos}, Value: e.Value})
		case e.Value.Hide:
			b.hide(at, at.join(name.Value), e.Key.Pos.File)
			b.typeHidden(item, at, s)
			return nil
		default:
			narrow(&src.item, e.Value)
			src.only = e.Value.Options
			if e.Value.Autocomplete.Value != "" {
				n.autocomplete = e.Value.Autocomplete.Value
			}
		}
	}
	n.name, n.path = name.Value, at.join(name.Value)
	if item.Content.Value != "" {
		n.kind = ContentItem
		b.sources[n] = src
		return n
	}
	if !b.declareKind(n, &src, s) {
		return nil
	}
	b.sources[n] = src
	if n.kind != EachItem {
		b.place(n, name)
	}
	return n
}

// narrow applies what the use of a block changes in one of its fields.
func narrow(item *definitions.Item, c definitions.Change) {
	if c.Required.Given() {
		item.Required = c.Required
	}
	if c.Label.Value != "" {
		item.Label = c.Label
	}
	if c.Hint.Value != "" {
		item.Hint = c.Hint
	}
}

func itemName(i definitions.Item) definitions.String {
	for _, name := range []definitions.String{i.Field, i.Group, i.List, i.Each, i.Block, i.Attachment, i.Compute} {
		if name.Value != "" {
			return name
		}
	}
	return definitions.String{Pos: i.Pos}
}

func (b *builder) place(n *node, name definitions.String) {
	other := b.p.placed[n.path]
	if other != nil && n.inner != nil && n.inner == other.inner {
		other.more = append(other.more, n)
		return // a group may go on, on another page
	}
	if other != nil {
		b.faults.Add(name.Pos, CodeTwice, "take one of them away", "%s is asked already, at line %d", n.path, other.pos.Line)
		return
	}
	b.p.placed[n.path] = n
}

// declareKind fills in what the kind of the item asks for.
func (b *builder) declareKind(n *node, src *source, s *definitions.Schema) bool {
	item := src.item
	switch {
	case item.Compute.Value != "":
		n.kind = ComputedItem
		return b.fresh(n, item.Compute, value.Type{})
	case item.Attachment.Value != "":
		n.kind, n.typeName, n.typ = FieldItem, "file", fileType
		return b.fresh(n, item.Attachment, fileType)
	}
	name := itemName(item)
	schema, ok := b.property(s, n.scope, name)
	if !ok {
		return false
	}
	src.schema = schema
	switch {
	case item.Field.Value != "":
		return b.declareField(n, src)
	case item.Group.Value != "":
		return b.declareGroup(n, src)
	case item.Block.Value != "":
		return b.declareBlock(n, src)
	}
	return b.declareList(n, src)
}

// fresh declares a name that the contract does not have.
func (b *builder) fresh(n *node, name definitions.String, t value.Type) bool {
	if _, taken := n.scope.fields[name.Value]; taken {
		b.faults.Add(name.Pos, CodeTaken, "choose another name", "%s is already a name here", name.Value)
		return false
	}
	n.scope.fields[name.Value] = t
	return true
}

// property finds what the contract says of a name.
func (b *builder) property(s *definitions.Schema, at *scope, name definitions.String) (*definitions.Schema, bool) {
	if p, ok := b.propertyNamed(s, name.Value); ok {
		return p, true
	}
	var known []string
	if s != nil {
		for _, e := range s.Properties {
			known = append(known, e.Key.Value)
		}
	}
	b.faults.Add(name.Pos, CodeNoField, definitions.Nearest(name.Value, known), "the contract has no %s here", at.join(name.Value))
	return nil, false
}

// propertyNamed finds a property of a contract. They are sorted by name once: of
// ten thousand each is looked for.
func (b *builder) propertyNamed(s *definitions.Schema, name string) (*definitions.Schema, bool) {
	if s == nil {
		return nil, false
	}
	known, sorted := b.contracts[s]
	if !sorted {
		known = make(map[string]*definitions.Schema, len(s.Properties))
		for _, e := range s.Properties {
			known[e.Key.Value] = e.Value
		}
		b.contracts[s] = known
	}
	p, ok := known[name]
	return p, ok
}

// wrong records that the contract holds something else than the item says.
func (b *builder) wrong(n *node, src *source, advice string) bool {
	b.faults.Add(itemName(src.item).Pos, CodeKind, "use "+advice, "%s is %s in the contract", n.path, contractWords(src.schema))
	return false
}

// rightItem is the kind of item that can hold what the contract says.
func rightItem(s *definitions.Schema) string {
	switch {
	case s.Ref.Value != "":
		return "block:"
	case s.Type.Value == "object":
		return "group:"
	case isList(s):
		return "list:"
	}
	return "field:"
}

func contractWords(s *definitions.Schema) string {
	switch {
	case s.Ref.Value != "":
		return "a block ($ref)"
	case s.Type.Value == "object":
		return "a group (object)"
	case isList(s):
		return "a list of rows"
	}
	return "a single answer"
}

func (b *builder) declareField(n *node, src *source) bool {
	s := src.schema
	if right := rightItem(s); right != "field:" {
		return b.wrong(n, src, right)
	}
	n.kind = FieldItem
	fromList := src.item.Options != nil && src.item.Options.From.Given()
	n.typeName, n.typ = b.typeOf(s, src.item.As, fromList)
	if fromList {
		n.typ = openChoice(n.typ)
	}
	n.limits = b.limits(s, n.typeName)
	n.scope.fields[n.name] = n.typ
	return true
}

// openChoice is the type of a choice whose options are not all known: those in
// the contract stand beside those of a list.
func openChoice(t value.Type) value.Type {
	if t.Elem != nil {
		return value.List(openChoice(*t.Elem))
	}
	t.Options = nil
	return t
}

func (b *builder) declareGroup(n *node, src *source) bool {
	if src.schema.Type.Value != "object" {
		return b.wrong(n, src, rightItem(src.schema))
	}
	n.kind, n.typ = GroupItem, n.scope.fields[n.name]
	n.inner = n.scope.inside(n.name, false, n.typ.Fields)
	n.inner.node = n
	if first := b.p.placed[n.path]; first != nil && first.kind == GroupItem && b.sources[first].block == nil {
		n.inner = first.inner
	}
	n.items = b.declare(src.item.Fields, n.inner, src.schema, n, src.change)
	return true
}

func (b *builder) declareList(n *node, src *source) bool {
	if !isList(src.schema) {
		return b.wrong(n, src, rightItem(src.schema))
	}
	n.typ = n.scope.fields[n.name]
	n.limits = b.limits(src.schema, "list")
	if src.item.Each.Value != "" {
		return b.declareEach(n, src)
	}
	n.kind = ListItem
	n.inner = n.scope.inside(n.name, true, n.typ.Elem.Fields)
	n.inner.node = n
	b.names(n.inner, src.item.Conditions, src.item.Values)
	n.items = b.declare(src.item.Fields, n.inner, src.schema.Items, n, src.change)
	return true
}

func (b *builder) declareEach(n *node, src *source) bool {
	list := b.p.placed[n.path]
	if list == nil || list.kind != ListItem {
		b.faults.Add(src.item.Each.Pos, CodeForward, "put list: "+n.name+" on an earlier page", "each goes through the rows of a list that was filled before")
		return false
	}
	n.kind = EachItem
	n.inner = list.inner.again()
	n.inner.node = n
	b.names(n.inner, src.item.Conditions, src.item.Values)
	n.inner.fields = list.inner.fields
	n.items = b.declare(src.item.Fields, n.inner, src.schema.Items, n, src.change)
	return true
}

func (b *builder) declareBlock(n *node, src *source) bool {
	if src.schema.Ref.Value == "" {
		return b.wrong(n, src, rightItem(src.schema))
	}
	block := b.loaded.Blocks[src.schema.Ref.Value]
	if block == nil {
		return false // a fault already
	}
	src.block = block
	n.kind, n.typ = GroupItem, n.scope.fields[n.name]
	n.inner = n.scope.inside(n.name, false, n.typ.Fields)
	n.inner.node = n
	n.inner.outer = nil // its rules see only itself and its inputs
	dir := b.dir
	b.dir = block.Dir
	n.inner.spaces["data"] = b.tables(block.Data)
	b.dir = dir
	b.inputs(n, src)
	b.names(n.inner, block.Conditions, block.Values)
	b.changes(src.item.Change, block)
	b.declareOnce(n, src)
	n.items = b.declare(block.Fields, n.inner, block.Contract, n, append(slices.Clone(src.item.Change), src.change...))
	return true
}

// changes holds what is changed in a block to what the block has.
func (b *builder) changes(changes definitions.Map[definitions.Change], block *definitions.Block) {
	for _, e := range changes {
		item, schema, known := b.changed(e.Key.Value, block.Fields, block.Contract)
		choice := schema != nil && (len(schema.Enum)+len(schema.OneOf) > 0 || schema.Items != nil)
		switch {
		case item == nil:
			b.faults.Add(e.Key.Pos, CodeChange, definitions.Nearest(e.Key.Value, known), "block %s has no %s", block.ID.Value, e.Key.Value)
		case len(e.Value.Options) > 0 && !choice:
			b.faults.Add(e.Value.Options[0].Pos, CodeChange, "take options away; they are for choices whose options stand in the contract of the block", "%s is no such choice", e.Key.Value)
		case e.Value.Required.Given() && item.Field.Value == "" && item.List.Value == "" && item.Attachment.Value == "":
			b.faults.Add(e.Value.Required.Pos, CodeChange, "only fields, lists and attachments are required", "%s cannot be required", e.Key.Value)
		}
	}
}

// changed finds an item of a block by its path, and what the contract says of
// it; known are the names there are where it was not found.
func (b *builder) changed(path string, items []definitions.Item, s *definitions.Schema) (*definitions.Item, *definitions.Schema, []string) {
	name, rest, deeper := strings.Cut(path, ".")
	var known []string
	for _, item := range items {
		known = append(known, itemName(item).Value)
		if itemName(item).Value != name {
			continue
		}
		var schema *definitions.Schema
		if s != nil {
			schema, _ = s.Properties.Find(name)
		}
		if !deeper {
			return &item, schema, nil
		}
		if schema != nil && schema.Ref.Value != "" {
			if inner := b.loaded.Blocks[schema.Ref.Value]; inner != nil {
				return b.changed(rest, inner.Fields, inner.Contract)
			}
		}
		if schema != nil && schema.Items != nil {
			schema = schema.Items
		}
		return b.changed(rest, item.Fields, schema)
	}
	return nil, nil, known
}

// inputs gives a block's rules the names of its inputs. What was written for
// them stands outside the block and is compiled when first used.
func (b *builder) inputs(n *node, src *source) {
	given := map[string]*named{}
	for _, e := range src.item.With {
		if _, ok := src.block.Inputs.Find(e.Key.Value); !ok {
			b.faults.Add(e.Key.Pos, CodeInput, "see inputs: of the block", "block %s has no input %s", src.schema.Ref.Value, e.Key.Value)
			continue
		}
		given[e.Key.Value] = &named{scope: n.scope, expr: e.Value}
	}
	n.given = given
	members := map[string]rule.Meaning{}
	for _, e := range src.block.Inputs {
		t := declaredType(e.Value.Declared)
		if given[e.Key.Value] != nil {
			continue
		}
		def := b.literal(t, e.Value.Default, CodeDefault)
		members[e.Key.Value] = rule.Meaning{Label: orName(e.Value.Title.Value, e.Key.Value), Type: t, Get: func(*rule.Env) value.Value { return def }}
	}
	plain := space("input", members)
	n.inner.spaces["input"] = rule.Meaning{
		Label: "input", Known: func() []string { return names(src.block.Inputs) },
		Space: func(name string) (rule.Meaning, bool) {
			if nm := given[name]; nm != nil {
				return b.input(name, nm, src), true
			}
			return plain.Space(name)
		},
	}
}

// input is what a block reads as input.name: the rule written where the block
// is used, held to the type that the block declares.
func (b *builder) input(name string, nm *named, src *source) rule.Meaning {
	in, _ := src.block.Inputs.Find(name)
	want := declaredType(in.Declared)
	first := nm.state == untouched
	nm.want = want.Kind
	m := b.meaning(name, nm)
	if in.Title.Value != "" && m.Label == name {
		m.Label = in.Title.Value
	}
	if m.Type.Kind == value.None || hasOptions(want) {
		m.Type = want // the block's rules are held to what it declares, not to what it is told here
	}
	if want.Kind == value.Named && m.Type.Kind == value.Named {
		for field := range want.Fields {
			if _, ok := m.Type.Fields[field]; !ok && first {
				b.faults.Add(nm.expr.Pos, CodeInput, "give a group that has it", "input %s of block %s needs .%s", name, src.schema.Ref.Value, field)
			}
		}
	}
	return m
}

// hasOptions reports whether a declared type has options of its own.
func hasOptions(t value.Type) bool {
	return len(t.Options) > 0 || t.Kind == value.Many && t.Elem != nil && len(t.Elem.Options) > 0
}

func names[T any](m definitions.Map[T]) []string {
	var out []string
	for _, e := range m {
		out = append(out, e.Key.Value)
	}
	return out
}

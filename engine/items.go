package engine

import (
	"slices"
	"strconv"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// arrange numbers the pages and what stands on them in reading order, before any
// rule is compiled: a rule that reads what comes after it is known by that.
func (b *builder) arrange() {
	for _, pg := range b.p.pages {
		b.order++
		pg.start = b.order
		b.arrangeItems(pg.items)
		b.order++
		pg.end = b.order
	}
	b.p.total = b.order
}

func (b *builder) arrangeItems(items []*node) {
	for _, n := range items {
		b.order++
		n.start, n.order = b.order, b.order
		if n.kind == GroupItem || n.kind == ListItem {
			n.order = later // until all that is in it has been compiled
		}
		if n.inner == nil {
			continue
		}
		b.arrangeItems(n.items)
		b.order++
		n.end = b.order
		if n.kind != EachItem {
			n.order = n.end
		}
		if first := b.p.placed[n.path]; first != nil && first != n && n.kind == GroupItem {
			first.order = n.end // the group is complete where it ends last
		}
	}
}

// compilePages compiles the rules of all pages, in the order of the pages.
func (b *builder) compilePages(pages []definitions.Page) {
	b.arrange()
	for i, def := range pages {
		pg := b.p.pages[i]
		b.page = pg
		b.order = pg.start
		pg.when = b.here(def.When, b.p.root, value.YesNo)
		b.opposed(def.When, pg.when, nil)
		b.number(pg.rules, pg.when, b.p.root, "mostra la pagina «"+pg.title.words+"»")
		pg.intro = b.text(def.Intro, b.p.root, &node{page: pg})
		b.compileItems(pg.items)
	}
}

func (b *builder) compileItems(items []*node) {
	for _, n := range items {
		b.compileItem(n)
	}
}

func (b *builder) compileItem(n *node) {
	src := b.sources[n]
	item := src.item
	b.order = n.start
	outside := n.scope
	if n.kind == EachItem {
		outside = n.inner // its condition is about each row
	}
	n.when = b.here(item.When, outside, value.YesNo)
	b.opposed(item.When, n.when, n.up)
	if n.kind == FieldItem || n.kind == ListItem {
		n.must = b.here(item.Required, n.scope, value.YesNo)
	}
	b.number(n.rules, n.decides(), n.scope, "mostra "+b.words(n.path))
	b.labelOf(n, src)
	switch n.kind {
	case ContentItem:
		n.body = b.text(item.Content, n.scope, n)
	case ComputedItem:
		b.compileComputed(n, item)
	case FieldItem:
		b.compileField(n, src)
	default:
		b.compileContainer(n, src)
	}
}

// decides is the rule that a numbered rule at an item means.
func (n *node) decides() *rule.Rule {
	if n.when != nil {
		return n.when
	}
	return n.must
}

func (b *builder) labelOf(n *node, src source) {
	if n.kind == ContentItem {
		return
	}
	if n.label = b.text(src.item.Label, n.scope, n); n.label != nil {
		b.p.labels[n.path] = plainWords(src.item.Label.Value)
	}
	if src.block != nil && b.p.labels[n.path] == "" {
		b.p.labels[n.path] = src.block.Title.Value
	}
	n.title = b.titleOf(n, src)
	hint := src.item.Hint
	if hint.Value == "" && src.schema != nil {
		hint = src.schema.Description
	}
	n.hint = b.text(hint, n.scope, n)
}

// titleOf is the title that the contract, or the block, gives an item.
func (b *builder) titleOf(n *node, src source) phrase {
	switch {
	case src.schema != nil && src.schema.Title.Value != "":
		return b.phrase(src.schema.Title)
	case src.block != nil:
		return b.phrase(src.block.Title)
	}
	return phrase{words: b.p.labels[n.path]}
}

// plainWords are the words of a text without the answers it carries.
func plainWords(s string) string {
	return strings.Join(strings.Fields(carried.ReplaceAllString(s, "…")), " ")
}

func (b *builder) compileComputed(n *node, item definitions.Item) {
	if !item.Value.Given() {
		b.faults.Add(item.Compute.Pos, CodeCompute, "write value: with the rule that computes it", "%s has no value", n.name)
		return
	}
	n.value = b.here(item.Value, n.scope, value.None)
	b.opposed(item.Value, n.value, n)
	n.hidden = item.Show.Source == "false"
	if n.value == nil {
		return
	}
	n.typ = n.value.Type
	switch item.As.Value {
	case "":
	case "money":
		n.typ.Money = true
	}
	n.typeName = typeName(n.typ)
	n.scope.fields[n.name] = n.typ
	b.number(n.rules, n.value, n.scope, "calcola "+b.words(n.path))
}

// typeName is the field type that shows values of a type.
func typeName(t value.Type) string {
	switch t.Kind {
	case value.YesNo:
		return "yesno"
	case value.Num:
		switch {
		case t.Money:
			return "money"
		case t.Integer:
			return "integer"
		}
		return "decimal"
	case value.Day:
		return "date"
	case value.Time:
		return "time"
	case value.Moment:
		return "instant"
	case value.Many:
		return "choices"
	}
	if len(t.Options) > 0 {
		return "choice"
	}
	return "text"
}

func (b *builder) compileField(n *node, src source) {
	item := src.item
	n.required = b.requiredBy(n, src)
	b.opposed(item.Required, n.must, n)
	b.options(n, src)
	n.def = b.here(item.Default, n.scope, n.typ.Kind)
	if n.def != nil {
		b.fitsOptions(n, item.Default)
		n.late = b.readsPage(n.def, n.page)
	}
	n.locked = b.here(item.Locked, n.scope, value.YesNo)
	n.source = b.sourceOf(n)
	if n.locked != nil && n.def == nil {
		b.faults.Add(item.Locked.Pos, CodeLocked, "write default: with what it is locked to", "%s is locked, but to nothing", n.name)
	}
	b.boundsOf(n, item)
	if n.typeName == "file" {
		b.fileLimits(n, item)
	}
	n.messages = b.messages(n, item)
	for _, check := range item.Checks {
		b.checks = append(b.checks, pendingCheck{n.scope, check, n})
	}
}

// boundsOf compiles min and max: of a value, or of how many there are.
func (b *builder) boundsOf(n *node, item definitions.Item) {
	kind := n.typ.Kind
	if kind == value.Many {
		kind = value.Num
	}
	n.min, n.max = b.here(item.Min, n.scope, kind), b.here(item.Max, n.scope, kind)
}

// fitsOptions holds the options of a default to those of its field.
func (b *builder) fitsOptions(n *node, e definitions.Expr) {
	if len(n.typ.Options) == 0 {
		return
	}
	for _, o := range n.def.Type.Options {
		if !n.typ.Allows(o) {
			b.faults.Add(e.Pos, rule.CodeOption, definitions.Nearest(o, n.typ.Options), "%q is not an option of %s", o, n.name)
		}
	}
}

// requiredBy reports whether the contract around a field requires it. What the
// contract does not have, an attachment, is required only if it says so itself.
func (b *builder) requiredBy(n *node, src source) bool {
	around := b.loaded.Service.Contract
	if n.up != nil {
		up := b.sources[n.up]
		switch {
		case up.block != nil:
			around = up.block.Contract
		case up.schema != nil && isList(up.schema):
			around = up.schema.Items
		default:
			around = up.schema
		}
	}
	if around == nil {
		return false
	}
	for _, name := range around.Required {
		if name.Value == n.name {
			return true
		}
	}
	return false
}

func (b *builder) compileContainer(n *node, src source) {
	item := src.item
	if n.kind == ListItem {
		n.required = b.requiredBy(n, src)
		n.messages = b.messages(n, item)
		b.boundsOf(n, item)
		n.fixed = b.here(item.Fixed, n.scope, value.Num)
	}
	if src.block != nil {
		b.compileInputs(n, src)
	}
	b.compileItems(n.items)
	b.compileOnce(n, src)
	b.order = n.end
	if n.kind == ListItem || n.kind == EachItem {
		n.row = b.text(item.Row, n.inner, n)
	}
	checks := item.Checks
	if src.block != nil {
		checks = append(checks[:len(checks):len(checks)], b.softened(item, src.block)...)
	}
	for _, check := range checks {
		b.checks = append(b.checks, pendingCheck{n.inner, check, nil})
	}
}

// softened gives the checks of a block, with the errors that only warn where it
// is used.
func (b *builder) softened(item definitions.Item, block *definitions.Block) []definitions.Check {
	out := slices.Clone(block.Checks)
	for _, id := range item.Warn {
		found := false
		var known []string
		for i, c := range out {
			known = append(known, c.ID.Value)
			if c.ID.Value == id.Value || slices.Contains(words(c.Rule), id.Value) {
				found = found || c.Error.Value != "" || block.Checks[i].Error.Value != ""
				if c.Error.Value != "" {
					out[i].Warning, out[i].Error = c.Error, definitions.Text{}
				}
			}
		}
		if !found {
			b.faults.Add(id.Pos, CodeChange, orName(definitions.Nearest(id.Value, known), "see the errors under checks: of the block"), "block %s has no error %s", block.ID.Value, id.Value)
		}
	}
	return out
}

// compileInputs compiles what a block is told, for its faults.
func (b *builder) compileInputs(n *node, src source) {
	for _, e := range src.item.With {
		if _, ok := src.block.Inputs.Find(e.Key.Value); !ok {
			continue
		}
		b.here(e.Value, n.scope, value.None)
		n.inner.spaces["input"].Space(e.Key.Value)
	}
}

func (b *builder) messages(n *node, item definitions.Item) map[string]*text {
	if len(item.Messages) == 0 {
		return nil
	}
	out := map[string]*text{}
	for _, e := range item.Messages {
		out[e.Key.Value] = b.text(e.Value, n.scope, n)
	}
	return out
}

// fileLimits reads what an attachment or file field accepts.
func (b *builder) fileLimits(n *node, item definitions.Item) {
	n.accept = words(item.Accept)
	if len(n.accept) == 0 {
		n.accept = []string{"pdf", "p7m", "jpg", "png"}
	}
	n.maxSize = megabytes(item.Size.Value)
	if item.Attachment.Value == "" {
		return
	}
	n.limits.maxItems = 1
	if n.max == nil {
		return
	}
	n.limits.maxItems = mostFiles
	if v, ok := n.max.Eval(&rule.Env{Outer: map[string]value.Group{"param": b.p.params}}).(value.Number); ok && len(n.max.Reads) == 0 {
		n.limits.maxItems = int(min(v.IntPart(), mostFiles))
	}
}

// mostFiles is how many files one answer holds where a rule says how many.
const mostFiles = 50

// megabytes reads a size such as "10 MB", with the megabytes that citizens are
// shown (a million bytes); 10 MB unless given.
func megabytes(s string) int64 {
	number, unit, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n <= 0 {
		return 10_000_000
	}
	if strings.EqualFold(unit, "KB") {
		return n * 1000
	}
	return n * 1_000_000
}

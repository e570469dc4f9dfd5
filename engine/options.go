package engine

import (
	"maps"
	"slices"
	"strings"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// options are what a choice offers.
type options struct {
	written []writtenOption
	from    *rule.Rule // a list of groups, whose options come before those written
	value   string     // the member stored
	label   *text
	where   *rule.Rule
	open    *rule.Rule  // where it does not hold, an option is shown and cannot be chosen
	closed  *text       // why
	alone   []string    // codes that exclude all others
	others  bool        // answers that are not among the options are accepted
	frame   int         // the frame that an element of from is put in for label and where
	table   *rule.Table // of from, if it is a data set stored by its key
	all     [][]Choice  // of a whole table, by language: the same for everybody
	codes   map[string]bool
	fixed   bool // they are always the same: an accepted answer need not be looked at again
}

type writtenOption struct {
	code          string
	title, detail phrase
	when          *rule.Rule
}

func (b *builder) options(n *node, src source) {
	if n.typeName != "choice" && n.typeName != "choices" {
		if src.item.Options != nil {
			b.faults.Add(src.item.Options.Pos, CodeOptions, "options are for texts and lists of texts", "%s is no choice", n.name)
		}
		return
	}
	o := src.item.Options
	if o != nil && o.From.Given() {
		n.options = b.optionsFrom(n, o, b.optionsWritten(n, src))
		n.options.fixed = n.options.alwaysSame()
		b.aloneOptions(n, o)
		return
	}
	n.options = b.optionsWritten(n, src)
	n.options.fixed = n.options.alwaysSame()
	b.aloneOptions(n, o)
	if o != nil && (o.Open.Given() || o.Others) {
		b.faults.Add(o.Pos, CodeOptions, "write from: with a list, or when: for options in the contract", "open and others are for options from a list")
	}
	if len(n.options.written) == 0 {
		b.faults.Add(n.pos, CodeNoOptions, "write oneOf: or enum: in the contract, or options: { from: … } here", "%s has no options", n.path)
	}
}

// aloneOptions holds what excludes all other options to the options there are.
func (b *builder) aloneOptions(n *node, o *definitions.Options) {
	if o == nil || len(o.Alone) == 0 {
		return
	}
	if n.typeName != "choices" {
		b.faults.Add(o.Alone[0].Pos, CodeOptions, "take alone: away", "only one option of %s can be chosen anyway", n.name)
	}
	known := n.typ
	if known.Elem != nil {
		known = *known.Elem
	}
	for _, code := range o.Alone {
		if !known.Allows(code.Value) {
			b.faults.Add(code.Pos, rule.CodeOption, definitions.Nearest(code.Value, known.Options), "%q is not an option of %s", code.Value, n.name)
		}
	}
	n.options.alone = words(o.Alone)
}

// optionsWritten are the options that stand in the contract.
func (b *builder) optionsWritten(n *node, src source) *options {
	s := src.schema
	if n.typeName == "choices" {
		s = s.Items
	}
	out := &options{}
	codes, titles := optionsOf(s)
	for _, o := range src.only {
		if !slices.Contains(codes, o.Value) {
			b.faults.Add(o.Pos, rule.CodeOption, definitions.Nearest(o.Value, codes), "%q is not an option of %s", o.Value, n.name)
		}
	}
	for _, code := range codes {
		if len(src.only) == 0 || slices.Contains(words(src.only), code) {
			out.written = append(out.written, b.writtenOption(s, code, titles.Of(code)))
		}
	}
	b.optionConditions(n, src.item.Options, out, codes)
	return out
}

func (b *builder) optionConditions(n *node, o *definitions.Options, out *options, codes []string) {
	if o == nil {
		return
	}
	for _, e := range o.When {
		if !slices.Contains(codes, e.Key.Value) {
			b.faults.Add(e.Key.Pos, rule.CodeOption, definitions.Nearest(e.Key.Value, codes), "%q is not an option of %s", e.Key.Value, n.name)
			continue
		}
		r := b.here(e.Value, n.scope, value.YesNo)
		b.opposed(e.Value, r, n)
		for i := range out.written {
			if out.written[i].code == e.Key.Value {
				out.written[i].when = r
				b.numberOption(words(o.Rule), r, n.scope, out.written[i].title.words)
			}
		}
	}
}

// numberOption notes the numbers of an option's condition, which is evaluated
// only while its page is shown.
func (b *builder) numberOption(ids []string, r *rule.Rule, s *scope, title string) {
	before := len(b.p.numbered)
	b.number(ids, r, s, "offre «"+title+"»")
	for i := before; i < len(b.p.numbered); i++ {
		b.p.numbered[i].named = true
	}
}

func (b *builder) writtenOption(s *definitions.Schema, code, title string) writtenOption {
	out := writtenOption{code: code, title: phrase{words: title}}
	for _, o := range s.OneOf {
		if literalWord(o.Const.Value) == code {
			out.title, out.detail = b.phrase(o.Title), b.phrase(o.Description)
			b.noteOption(out.title)
		}
	}
	return out
}

// optionsFrom adds the options of a list before those written in the contract.
func (b *builder) optionsFrom(n *node, o *definitions.Options, out *options) *options {
	out.from = b.here(o.From, n.scope, value.Many)
	if out.from == nil {
		return out
	}
	elem := value.Type{}
	if out.from.Type.Elem != nil {
		elem = *out.from.Type.Elem
	}
	if elem.Kind != value.Named {
		b.faults.Add(o.From.Pos, CodeOptions, "name a data set, a list, or a list parameter", "options come from a list of rows")
		return out
	}
	s := b.elemScope(n.scope, elem)
	out.frame = s.frame
	out.value = b.optionValue(n, o, elem)
	out.where, out.open = b.elemRule(o.Where, s), b.elemRule(o.Open, s)
	out.closed, out.others = b.elemText(o.Closed, s), o.Others
	words := o.Label
	if words.Value == "" {
		words = definitions.Text{Value: "{" + firstText(elem, out.value) + "|}", Pos: o.Pos}
	}
	out.label = b.elemText(words, s)
	if out.label != nil && out.label.in != nil {
		b.columnsIn(out.label, s, o.Pos)
	}
	from := b.tableNamed(n, o.From.Source)
	if from != nil && from.Set.Range == nil && from.Set.Key.Value == out.value {
		out.table = b.table(from).table
	}
	if from != nil && out.fixedTable() {
		b.tableOptions(n, out, from, words.Value, s)
	}
	return out
}

func firstText(elem value.Type, otherwise string) string {
	for _, name := range []string{"nome", "titolo", "descrizione", "label", "title", "name"} {
		if elem.Fields[name].Kind == value.Text {
			return name
		}
	}
	return otherwise
}

// optionValue is the member that is stored: the one named, the key of a data
// set, or the id of a row.
func (b *builder) optionValue(n *node, o *definitions.Options, elem value.Type) string {
	if o.Value.Value != "" {
		if _, ok := elem.Fields[o.Value.Value]; !ok {
			b.faults.Add(o.Value.Pos, CodeOptions, definitions.Nearest(o.Value.Value, slices.Sorted(maps.Keys(elem.Fields))), "the rows have no column %s", o.Value.Value)
		}
		return o.Value.Value
	}
	if _, ok := elem.Fields[value.RowID]; ok {
		return value.RowID
	}
	if key := b.keyOf(n, o.From.Source); key != "" {
		return key
	}
	b.faults.Add(o.Pos, CodeOptions, "write value: with the column to store", "it is not clear which column of %s is the answer", o.From.Source)
	return ""
}

// keyOf is the key of a data set named data.x, if it names one row.
func (b *builder) keyOf(n *node, source string) string {
	if t := b.tableNamed(n, source); t != nil && t.Set.Range == nil {
		return t.Set.Key.Value
	}
	return ""
}

// tableNamed is the data set named data.x where an item stands; nil if it is
// something else.
func (b *builder) tableNamed(n *node, source string) *definitions.Table {
	name, ok := strings.CutPrefix(strings.TrimSpace(source), "data.")
	if !ok {
		return nil
	}
	sets, dir := b.loaded.Service.Data, "."
	for up := n.up; up != nil; up = up.up {
		if block := b.sources[up].block; block != nil {
			sets, dir = block.Data, block.Dir
			break
		}
	}
	set, ok := sets.Find(name)
	if !ok {
		return nil
	}
	return b.loaded.TableOf(dir, set)
}

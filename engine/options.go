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
		b.aloneOptions(n, o)
		return
	}
	n.options = b.optionsWritten(n, src)
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
			b.faults.Add(code.Pos, rule.CodeOption, rule.Nearest(code.Value, known.Options), "%q is not an option of %s", code.Value, n.name)
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
			b.faults.Add(o.Pos, rule.CodeOption, rule.Nearest(o.Value, codes), "%q is not an option of %s", o.Value, n.name)
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
			b.faults.Add(e.Key.Pos, rule.CodeOption, rule.Nearest(e.Key.Value, codes), "%q is not an option of %s", e.Key.Value, n.name)
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

// elemScope lets where and label read the columns of one element, with a dot
// (.attivo) or without.
func (b *builder) elemScope(s *scope, elem value.Type) *scope {
	return &scope{b: b, outer: s, around: s, frame: s.frame + 1, path: s.path + "<option>", fields: elem.Fields, named: map[string]*named{}, spaces: map[string]rule.Meaning{}}
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
	where := o.Where
	where.Source = undotted(where.Source)
	out.where = b.elemRule(where, s)
	open := o.Open
	open.Source = undotted(open.Source)
	out.open, out.closed, out.others = b.elemRule(open, s), b.elemText(o.Closed, s), o.Others
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

// tableOptions gives a choice from a table the options and words of the table,
// so that rules are held to them and texts show them. Where the words have
// nothing but columns in them, they are made once for all services.
func (b *builder) tableOptions(n *node, o *options, from *definitions.Table, words string, s *scope) {
	offer := func() any { return b.offer(o, 0) }
	var offered *tableOffer
	if len(o.written) == 0 && b.onlyColumns(o.label, s) && !profileLink.MatchString(words) {
		offered, _ = from.Once("options "+o.value+" "+words, offer).(*tableOffer)
	} else {
		offered, _ = offer().(*tableOffer)
	}
	o.codes = offered.codes
	o.all = b.inLanguages(o, offered, from, words)
	t := value.TextType
	t.Options, t.Titles = offered.options, value.Titles{offered.titles}
	if n.typ.Kind == value.Many {
		t = value.List(t)
	}
	n.typ = t
	n.scope.fields[n.name] = t
}

// tableOffer is what a whole table offers.
type tableOffer struct {
	all     []Choice
	codes   map[string]bool
	options []string
	titles  map[string]string
}

func (b *builder) offer(o *options, language int) *tableOffer {
	w := &walk{p: b.p, language: language, env: rule.Env{Frames: make([]rule.Frame, o.frame), Outer: map[string]value.Group{"param": b.p.params}}}
	all := o.choices(w)
	out := &tableOffer{all: all, codes: make(map[string]bool, len(all)), titles: make(map[string]string, len(all))}
	for _, c := range all {
		out.options = append(out.options, c.Value)
		out.titles[c.Value] = c.Label
		out.codes[c.Value] = true
	}
	return out
}

// inLanguages gives the options of a whole table in every language. Where a
// language says nothing of its own they are the Italian ones.
func (b *builder) inLanguages(o *options, italian *tableOffer, from *definitions.Table, words string) [][]Choice {
	all := [][]Choice{italian.all}
	for i, lang := range b.p.languages {
		parts := o.label.in[i]
		if parts != nil && !slices.ContainsFunc(parts, func(p textPart) bool { return p.source != nil }) {
			all = append(all, italian.all)
			continue
		}
		offer := func() any { return b.offerIn(o, i+1, italian) }
		var own *translatedOffer
		if !lettered(o.label.parts) {
			own, _ = from.Once("options "+o.value+" "+words+" "+lang, offer).(*translatedOffer)
		} else {
			own, _ = offer().(*translatedOffer)
		}
		all = append(all, own.all)
		b.p.options[i] = append(b.p.options[i], own.words)
	}
	return all
}

// translatedOffer is what a whole table offers in another language.
type translatedOffer struct {
	all   []Choice
	words map[string]string // by the Italian ones
}

func (b *builder) offerIn(o *options, language int, italian *tableOffer) *translatedOffer {
	out := &translatedOffer{all: b.offer(o, language).all, words: map[string]string{}}
	for i, c := range out.all {
		out.words[italian.all[i].Label] = c.Label
	}
	return out
}

// onlyColumns reports whether a text carries nothing but columns of the element.
func (b *builder) onlyColumns(t *text, s *scope) bool {
	return !slices.ContainsFunc(t.parts, func(p textPart) bool {
		return p.rule != nil && (len(b.answersOnly(p.rule.Reads, s)) > 0 || len(p.rule.Others) > 0)
	})
}

// undotted lets a condition over one element be written with leading dots, as
// in filter().
func undotted(source string) string {
	var sb strings.Builder
	quote := rune(0)
	before := ' '
	for _, r := range source {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '.' && strings.ContainsRune(" (!", before):
			before = r
			sb.WriteRune(' ')
			continue
		}
		before = r
		sb.WriteRune(r)
	}
	return sb.String()
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
			b.faults.Add(o.Value.Pos, CodeOptions, rule.Nearest(o.Value.Value, slices.Sorted(maps.Keys(elem.Fields))), "the rows have no column %s", o.Value.Value)
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

// elemRule compiles a rule about an element; what it reads of the element is no
// answer, so only its other reads are held to the order.
func (b *builder) elemRule(e definitions.Expr, s *scope) *rule.Rule {
	r := b.rule(e, s, value.YesNo)
	if r != nil {
		r.Reads = b.answersOnly(r.Reads, s)
		b.precedes(e, r, b.order)
	}
	return r
}

func (b *builder) answersOnly(reads []rule.Read, s *scope) []rule.Read {
	return slices.DeleteFunc(slices.Clone(reads), func(r rule.Read) bool { return strings.HasPrefix(r.Path, s.path+".") })
}

func (b *builder) elemText(t definitions.Text, s *scope) *text {
	if t.Value == "" {
		return nil
	}
	keep := b.order
	b.order = 1 << 30
	defer func() { b.order = keep }()
	out := b.textBefore(t, s, nil, b.order)
	b.faults = slices.DeleteFunc(b.faults, func(f definitions.Fault) bool {
		return f.Code == CodeNeverAsked && strings.Contains(f.Message, "<option>")
	})
	return out
}

// choices are the options offered now.
func (o *options) choices(w *walk) []Choice {
	switch {
	case o.all != nil:
		return slices.Clone(o.all[w.language])
	case o.from == nil:
		return o.writtenChoices(w)
	}
	list, _ := o.from.Eval(&w.env).([]any)
	out := make([]Choice, 0, len(list))
	w.env.Frames = append(w.env.Frames[:o.frame], rule.Frame{})
	for i, elem := range list {
		row, ok := elem.(value.Group)
		if !ok {
			continue
		}
		w.env.Frames[o.frame] = rule.Frame{Values: row, Index: i + 1}
		if o.where != nil && !o.where.Holds(&w.env) {
			continue
		}
		choice := Choice{Value: rule.Canonical(row[o.value]), Label: o.label.fill(w, false)}
		if o.open != nil && !o.open.Holds(&w.env) {
			choice.Closed, choice.Detail = true, o.closed.fill(w, false)
		}
		out = append(out, choice)
	}
	w.env.Frames = w.env.Frames[:o.frame]
	return append(out, o.writtenChoices(w)...)
}

func (o *options) writtenChoices(w *walk) []Choice {
	out := make([]Choice, 0, len(o.written))
	for _, opt := range o.written {
		if opt.when == nil || opt.when.Holds(&w.env) && !opt.when.Waits(&w.env) {
			out = append(out, Choice{Value: opt.code, Label: w.say(opt.title), Detail: w.say(opt.detail)})
		}
	}
	return out
}

// waits reports whether it is not known yet which options are offered.
func (o *options) waits(e *rule.Env) bool {
	if e.Waiting == 0 {
		return false
	}
	if o.from != nil && (o.from.Waits(e) || o.where != nil && o.where.Waits(e) || o.open != nil && o.open.Waits(e)) {
		return true
	}
	return slices.ContainsFunc(o.written, func(w writtenOption) bool { return w.when != nil && w.when.Waits(e) })
}

// fixedTable reports whether the options come from a table whole, whatever the
// answers.
func (o *options) fixedTable() bool {
	return o.from != nil && o.where == nil && o.open == nil && strings.HasPrefix(o.from.Source, "data.") && len(o.from.Reads) == 0 && !o.conditional()
}

// conditional reports whether a written option is offered only sometimes.
func (o *options) conditional() bool {
	return slices.ContainsFunc(o.written, func(w writtenOption) bool { return w.when != nil })
}

// fixed reports whether the options are always the same, so that an accepted
// answer need not be looked at again.
func (o *options) fixed() bool {
	if o.from != nil {
		return o.fixedTable() // facts and live parameters change
	}
	return !o.conditional()
}

// offers reports whether a value is among the options.
func (o *options) offers(w *walk, v string) bool {
	switch {
	case o.codes != nil:
		return o.codes[v]
	case o.table != nil && o.offersRow(w, v):
		return true
	}
	offered := o.choices
	if o.table != nil {
		offered = o.writtenChoices
	}
	return slices.ContainsFunc(offered(w), func(c Choice) bool { return c.Value == v && !c.Closed })
}

// offersRow looks one row of a table up and holds it to the condition.
func (o *options) offersRow(w *walk, key string) bool {
	row, ok := o.table.ByKey[key]
	if !ok || o.where == nil && o.open == nil {
		return ok
	}
	w.env.Frames = append(w.env.Frames[:o.frame], rule.Frame{Values: row})
	holds := (o.where == nil || o.where.Holds(&w.env)) && (o.open == nil || o.open.Holds(&w.env))
	w.env.Frames = w.env.Frames[:o.frame]
	return holds
}

// wordsOf gives the words of one option, whether it is offered now or not; ""
// if no row has its code.
func (o *options) wordsOf(w *walk, code string) string {
	for _, opt := range o.written {
		if opt.code == code {
			return w.say(opt.title)
		}
	}
	row := value.Group(nil)
	if o.table != nil {
		row = o.table.ByKey[code]
	} else if list, ok := o.from.Eval(&w.env).([]any); ok {
		for _, elem := range list {
			if g, ok := elem.(value.Group); ok && rule.Canonical(g[o.value]) == code {
				row = g
			}
		}
	}
	if row == nil {
		return ""
	}
	frames := w.env.Frames
	defer func() { w.env.Frames = frames }()
	w.env.Frames = append([]rule.Frame(nil), frames[:min(len(frames), o.frame)]...)
	for len(w.env.Frames) < o.frame {
		w.env.Frames = append(w.env.Frames, rule.Frame{})
	}
	w.env.Frames = append(w.env.Frames, rule.Frame{Values: row})
	return o.label.fill(w, false)
}

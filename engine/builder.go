package engine

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"sportello/definitions"
	"sportello/engine/field"
	"sportello/engine/function"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Params are a municipality's values for the parameters of one service.
type Params = definitions.Map[definitions.Literal]

// Compile turns what was read into a Program. It finds every fault at once; a
// Program is given unless one of them blocks.
func Compile(l *definitions.Loaded, profile *definitions.Profile, params Params) (*Program, definitions.Faults) {
	zone, err := time.LoadLocation(profile.Zone.Value)
	if err != nil {
		zone = time.UTC
	}
	b := &builder{loaded: l, p: &Program{
		service: l.Service, loaded: l, profile: profile, zone: zone,
		calls:  function.Context{Patron: patron(profile)},
		live:   map[string]value.Type{},
		facts:  map[string]declared{},
		params: value.Group{},
		placed: map[string]*node{},
		labels: map[string]string{},
	}, contracts: map[*definitions.Schema]map[string]*definitions.Schema{}}
	b.languages()
	b.service(params)
	if faults := b.faults.Sorted(); faults.Blocking() {
		return nil, faults
	}
	b.p.follow()
	b.p.edition = editionHash(l, b.p)
	b.p.validator = sync.OnceValues(b.p.compileSchema)
	return b.p, b.faults.Sorted()
}

// builder makes a Program. It goes over the definition twice: first it learns
// what there is and of which types (declare), then it compiles the rules in the
// order of the pages, so that each can be held to what precedes it.
type builder struct {
	loaded    *definitions.Loaded
	p         *Program
	faults    definitions.Faults
	order     int
	page      *page
	sources   map[*node]source
	opposites []opposite
	hidden    map[string]int // fields hidden in blocks, with the outermost frame whose rules may name them
	checks    []pendingCheck
	dir       string // of the service or block being built
	read      map[*definitions.Table]*typedTable
	titles    map[string]int                                         // how many answers have a label
	contracts map[*definitions.Schema]map[string]*definitions.Schema // their properties by name, see propertyNamed
}

// source is what an author wrote for a node.
type source struct {
	item   definitions.Item
	schema *definitions.Schema
	block  *definitions.Block
	change definitions.Map[definitions.Change]
	only   []definitions.String // the options offered where the block is used
}

// pendingCheck is a check that waits to be placed until all is known.
type pendingCheck struct {
	scope *scope
	check definitions.Check
	on    *node // of a check at a field
}

func (b *builder) service(params Params) {
	s := b.loaded.Service
	b.sources, b.read, b.hidden = map[*node]source{}, map[*definitions.Table]*typedTable{}, map[string]int{}
	root := &scope{b: b, named: map[string]*named{}, spaces: map[string]rule.Meaning{}, fields: map[string]value.Type{}}
	b.p.root = root
	b.parameters(s.Parameters, params)
	b.declareFacts(s.Facts)
	b.rootSpaces()
	b.dir = "."
	root.spaces["data"] = b.tables(s.Data)
	b.contract(s.Contract, root)
	b.names(root, s.Conditions, s.Values)
	b.declarePages(s.Pages)
	b.amounts(s)
	b.compilePages(s.Pages)
	b.unplaced(s.Contract, root)
	b.addChecks(root, s.Checks, nil)
	b.placeChecks()
	b.rest(s)
	b.allNames(root)
	b.ownFacts(s.Facts)
	b.roles(s.Roles)
	b.sheet(s)
	b.warnOpposites()
	b.lookAlikes()
}

// rule compiles a rule; nil if none was written or it has faults.
func (b *builder) rule(e definitions.Expr, s *scope, want value.Kind) *rule.Rule {
	if !e.Given() {
		return nil
	}
	r, faults := rule.Compile(e, s, want)
	b.faults = append(b.faults, faults...)
	return r
}

// here compiles a rule that stands at the present order, and may read only what
// precedes it.
func (b *builder) here(e definitions.Expr, s *scope, want value.Kind) *rule.Rule {
	r := b.rule(e, s, want)
	if r != nil {
		b.precedes(e, r, b.order)
	}
	return r
}

// ordered holds a rule that was compiled before to the present order.
func (b *builder) ordered(e definitions.Expr, r *rule.Rule) {
	if r != nil {
		b.precedes(e, r, b.order)
	}
}

// precedes records a fault for every answer that a rule reads too early.
func (b *builder) precedes(e definitions.Expr, r *rule.Rule, order int) {
	seen := map[string]bool{}
	for _, read := range r.Reads {
		if seen[read.Path] {
			continue
		}
		seen[read.Path] = true
		at, ok := b.orderOf(read.Ref)
		switch {
		case !ok:
			b.faults.Add(rule.At(e, read.Offset), CodeNeverAsked, "put it on a page before this one", "%s is on no page", read.Path)
		case at >= order:
			b.faults.Add(rule.At(e, read.Offset), CodeForward, "move it before this, or write a check: checks stand where the last field they read stands", "%s is asked later", b.words(read.Path))
		}
	}
}

func (b *builder) words(path string) string {
	if l := b.p.labels[path]; l != "" {
		return "«" + l + "» (" + path + ")"
	}
	return path
}

// orderOf says where in the service an answer is complete. Read through the
// rows of a list, it is so when all rows have been gone through where it is
// asked.
func (b *builder) orderOf(r rule.Ref) (int, bool) {
	n, ok := b.p.placed[strings.TrimSuffix(r.Path, rule.Rows)]
	if !ok {
		return 0, b.isHidden(r) || len(r.Steps) > 0 && r.Steps[len(r.Steps)-1] == value.RowID
	}
	at := n.done()
	rows := strings.Count(strings.TrimSuffix(strings.Join(r.Steps, ""), rule.Rows), rule.Rows)
	for up := n.up; up != nil && rows > 0; up = up.up {
		if up.kind == ListItem || up.kind == EachItem {
			at = max(at, up.ended())
			rows--
		}
	}
	return at, true
}

// later is an order after all others: of what is not complete yet where the
// builder stands.
const later = 1 << 40

// done is the order at which an item is complete.
func (n *node) done() int {
	if n.order == 0 {
		return later
	}
	return n.order
}

// ended is the order at which all that is in an item is complete.
func (n *node) ended() int {
	if n.end == 0 {
		return later
	}
	return n.end
}

func (b *builder) names(s *scope, conditions definitions.Map[definitions.Condition], values definitions.Map[definitions.Expr]) {
	for _, e := range conditions {
		b.name(s, e.Key, &named{scope: s, expr: e.Value.When, want: value.YesNo, title: e.Value.Title.Value, rules: words(e.Value.Rule)})
	}
	for _, e := range values {
		b.name(s, e.Key, &named{scope: s, expr: e.Value})
	}
}

func (b *builder) name(s *scope, key definitions.String, n *named) {
	_, field := s.fields[key.Value]
	_, twice := s.named[key.Value]
	if field || twice {
		b.faults.Add(key.Pos, CodeTaken, "choose another name", "%s is already a name here", key.Value)
		return
	}
	s.named[key.Value] = n
}

func words(list []definitions.String) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

// allNames compiles the names that nothing has used, for their faults.
func (b *builder) allNames(s *scope) {
	b.namesOf(s)
	done := map[*scope]bool{s: true}
	for _, path := range slices.Sorted(maps.Keys(b.p.placed)) {
		if n := b.p.placed[path]; n.inner != nil && !done[n.inner] {
			done[n.inner] = true
			b.namesOf(n.inner)
		}
	}
}

func (b *builder) namesOf(s *scope) {
	for _, name := range slices.Sorted(maps.Keys(s.named)) {
		b.meaning(name, s.named[name])
		b.numberName(s.named[name], s, name)
	}
}

func quoted(words, name string) string {
	if words == "" {
		return name
	}
	return "«" + words + "»"
}

// number notes that a rule realises numbered rules of the procedure.
func (b *builder) number(ids []string, r *rule.Rule, s *scope, what string) {
	for _, id := range ids {
		b.p.numbered = append(b.p.numbered, numbered{id: id, rule: r, scope: s, what: what})
	}
}

func (b *builder) numberName(n *named, s *scope, name string) {
	before := len(b.p.numbered)
	b.number(n.rules, n.rule, s, "definisce "+quoted(n.title, name))
	for i := before; i < len(b.p.numbered); i++ {
		b.p.numbered[i].named = true
	}
}

// typeOf gives the field type and type of values that contract and as say.
func (b *builder) typeOf(s *definitions.Schema, as definitions.String, from bool) (string, value.Type) {
	name := as.Value
	if name == "" {
		name = plainType(s, from)
	}
	f, ok := field.Named(name)
	if !ok || !suits(s, name) {
		if as.Value != "" {
			b.faults.Add(as.Pos, CodeAs, "see the table in “The contract” of docs/language.md", "as: %s does not fit a contract of type %s", as.Value, s.Type.Value)
		} else {
			b.faults.Add(s.Pos, CodeKind, "use list: for a repeating group, group: for an object", "this is not a field")
		}
		return "text", value.TextType
	}
	t := f.Of()
	switch name {
	case "choice":
		t.Options, t.Titles = optionsOf(s)
	case "choices":
		elem := *t.Elem
		elem.Options, elem.Titles = optionsOf(s.Items)
		t.Elem = &elem
	case "file":
		t = fileType
	}
	return name, t
}

// plainType is the field type where the flow says nothing.
func plainType(s *definitions.Schema, from bool) string {
	switch s.Type.Value {
	case "string":
		if from || len(s.Enum) > 0 || len(s.OneOf) > 0 {
			return "choice"
		}
		return "text"
	case "integer":
		return "integer"
	case "number":
		return "decimal"
	case "boolean":
		return "yesno"
	case "array":
		if s.Items == nil {
			return "file"
		}
		if s.Items.Type.Value == "string" {
			return "choices"
		}
	}
	return ""
}

// suits reports whether a field type can hold what the contract says.
func suits(s *definitions.Schema, name string) bool {
	switch s.Type.Value {
	case "string":
		switch name {
		case "text", "longtext", "email", "phone", "date", "time", "instant", "choice":
			return true
		}
	case "integer":
		return name == "integer"
	case "number":
		return name == "decimal" || name == "money"
	case "boolean":
		return name == "yesno" || name == "declaration"
	case "array":
		return name == "file" && s.Items == nil || name == "choices" && s.Items != nil && s.Items.Type.Value == "string"
	}
	return false
}

// fileType is the type of files in rules: a list of groups.
var fileType = value.List(value.Type{Kind: value.Named, Fields: map[string]value.Type{
	"id": value.TextType, "name": value.TextType, "media_type": value.TextType, "size": value.IntegerType, "sha256": value.TextType,
}})

// optionsOf gives the options written in the contract.
func optionsOf(s *definitions.Schema) ([]string, value.Titles) {
	var codes []string
	titles := map[string]string{}
	for _, o := range s.OneOf {
		code := literalWord(o.Const.Value)
		codes = append(codes, code)
		titles[code] = o.Title.Value
	}
	for _, l := range s.Enum {
		code := literalWord(l.Value)
		codes = append(codes, code)
		titles[code] = code
	}
	return codes, value.Titles{titles}
}

func literalWord(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case definitions.Number:
		return string(v)
	case bool:
		return rule.Canonical(v)
	}
	return ""
}

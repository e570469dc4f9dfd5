package engine

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sportello/definitions"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// text is a text that may carry answers, in every language of the program.
type text struct {
	parts []textPart
	in    [][]textPart // by language; nil where it is not translated
}

// textPart is plain words, or a rule with the words that stand in its place
// while it is unanswered.
type textPart struct {
	words  string
	rule   *rule.Rule
	field  *node     // a choice whose options come from rows: they have the words
	source *textPart // of a column in another language: the Italian column
}

// carried is {path} or {path|words}.
var carried = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}]*))?\}`)

var namePath = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$`)

// text compiles a text that stands at the present order.
func (b *builder) text(t definitions.Text, s *scope, n *node) *text {
	return b.textBefore(t, s, n, b.order)
}

func (b *builder) textBefore(t definitions.Text, s *scope, n *node, order int) *text {
	if t.Value == "" {
		return nil
	}
	t.Value = b.linked(t)
	out := &text{}
	at := 0
	for _, m := range carried.FindAllStringSubmatchIndex(t.Value, -1) {
		out.parts = append(out.parts, textPart{words: t.Value[at:m[0]]})
		at = m[1]
		path := strings.TrimSpace(t.Value[m[2]:m[3]])
		words, given := "", m[4] >= 0
		if given {
			words = t.Value[m[4]:m[5]]
		}
		pos := rule.At(definitions.Expr{Source: t.Value, Pos: t.Pos}, utf8.RuneCountInString(t.Value[:m[2]]))
		if r := b.carriedRule(path, pos, s, order); r != nil {
			if !given && b.unsure(r, n) {
				b.faults.Add(pos, CodeTextUnsure, "write {"+path+"|words for when there is no answer}", "%s may be unanswered", path)
			}
			out.parts = append(out.parts, textPart{words: words, rule: r, field: b.choiceRead(r)})
		}
	}
	out.parts = append(out.parts, textPart{words: t.Value[at:]})
	out.in = b.translated(t.Pos, out.parts)
	return out
}

// choiceRead is the choice that a rule names, if its options come from rows.
func (b *builder) choiceRead(r *rule.Rule) *node {
	if len(r.Reads) != 1 {
		return nil
	}
	n := b.p.placed[r.Reads[0].Path]
	if n == nil || n.options == nil || n.options.from == nil || n.typ.Kind != value.Text {
		return nil
	}
	return n
}

// carriedWords puts an answer that a text carries into words.
func (w *walk) carriedWords(part textPart, v value.Value) string {
	if code, ok := v.(string); ok && part.field != nil {
		if words := part.field.options.wordsOf(w, code); words != "" {
			return words
		}
	}
	return w.show(v, part.rule.Type)
}

// profileLink is the target of a link to a page of the municipality.
var profileLink = regexp.MustCompile(`\]\(municipality:([a-z_]*)\)`)

// linked puts the profile's addresses into links such as
// [informativa](municipality:privacy).
func (b *builder) linked(t definitions.Text) string {
	l := b.p.profile.Links
	known := map[string]string{
		"privacy": l.Privacy.Value, "accessibility": l.Accessibility.Value, "legal": l.Legal.Value,
		"transparency": l.Transparency.Value, "report": l.Report.Value, "booking": l.Booking.Value,
		"faq": l.FAQ.Value, "assistance": l.Assistance.Value, "site": b.p.profile.Site.Value,
	}
	return profileLink.ReplaceAllStringFunc(t.Value, func(link string) string {
		name := profileLink.FindStringSubmatch(link)[1]
		if known[name] == "" {
			b.faults.Add(t.Pos, CodeTextName, "write one of privacy, accessibility, legal, transparency, report, booking, faq, assistance, site", "the profile has no link %q", name)
		}
		return "](" + known[name] + ")"
	})
}

func (b *builder) carriedRule(path string, pos definitions.Pos, s *scope, order int) *rule.Rule {
	if !namePath.MatchString(path) {
		b.faults.Add(pos, CodeTextName, "write {path} or {path|words}; compute anything else under values:", "{%s} is not the name of an answer or value", path)
		return nil
	}
	e := definitions.Expr{Source: path, Pos: pos}
	r := b.rule(e, s, value.None)
	if r == nil {
		return nil
	}
	if r.Type.Kind == value.Named || r.Type.Kind == value.Many && r.Type.Elem != nil && r.Type.Elem.Kind == value.Named {
		b.faults.Add(pos, CodeTextName, "name one of its fields", "%s is a %s and has no words", path, r.Type)
		return nil
	}
	b.precedes(e, r, order)
	return r
}

// unsure reports whether a rule may be unanswered where a text stands: it reads
// a field that is optional, or shown under a condition that is not certain to
// hold there.
func (b *builder) unsure(r *rule.Rule, at *node) bool {
	c := certain{map[string]bool{"true": true}, map[string]bool{}}
	for n := at; n != nil; n = n.up {
		c.add(n.when)
		if n.page != nil {
			c.add(n.page.when)
		}
	}
	return b.lacking(r, c)
}

// lacking reports whether a rule may be unanswered where all that is certain
// holds.
func (b *builder) lacking(r *rule.Rule, c certain) bool {
	if when, isAmount := b.amountWhen(r.Source); isAmount {
		condition, _ := rule.Compile(when, b.p.root, value.YesNo)
		return when.Given() && !c.all(condition)
	}
	if len(r.Reads) == 0 {
		return b.lackingOutside(r, c)
	}
	return slices.ContainsFunc(r.Reads, func(read rule.Read) bool {
		n := b.p.placed[read.Path]
		return n != nil && (b.mayLack(n, c) || n.kind == ComputedItem && b.lackingComputed(n, c))
	})
}

func (b *builder) lackingComputed(n *node, c certain) bool {
	return n.value == nil || len(n.value.Reads) > 0 && b.lacking(n.value, c)
}

// lackingOutside reports whether a parameter, a fact or something of the
// identity may be unanswered.
func (b *builder) lackingOutside(r *rule.Rule, c certain) bool {
	space, name, found := strings.Cut(r.Source, ".")
	if !found || c.conditions["answered("+r.Source+")"] {
		return false
	}
	switch space {
	case "param":
		return b.p.params[name] == nil
	case "fact":
		return b.p.facts[name].def == nil
	case "identity":
		return b.loaded.Service.Identity.Required.Source != "true" || !slices.Contains(alwaysKnown, name)
	}
	return false
}

// amountWhen gives the condition under which an amount or deadline is there. A
// total always is; a part that holds without an amount cannot be sent.
func (b *builder) amountWhen(source string) (when definitions.Expr, isAmount bool) {
	s := b.loaded.Service
	space, name, _ := strings.Cut(source, ".")
	totals := map[string]*definitions.Total{"fee": s.Fees, "score": s.Scores}
	if t := totals[space]; t != nil {
		for _, p := range t.Parts {
			if p.ID.Value == name {
				return p.When, true
			}
		}
		return definitions.Expr{}, true
	}
	for _, d := range s.Deadlines {
		if space == "deadline" && d.ID.Value == name {
			return d.When, true
		}
	}
	return definitions.Expr{}, false
}

// alwaysKnown is what every identity provider says of who signs in.
var alwaysKnown = []string{"cognome", "nome", "codice_fiscale"}

// fill puts the answers into a text. In Markdown the answers stay plain words.
func (t *text) fill(w *walk, markdown bool) string {
	if t == nil {
		return ""
	}
	parts, foreign := t.parts, w.language > 0
	if foreign && t.in != nil && t.in[w.language-1] != nil {
		parts, foreign = t.in[w.language-1], false
	}
	if len(parts) == 1 {
		return mark(parts[0].words, foreign)
	}
	var sb strings.Builder
	for _, part := range parts {
		sb.WriteString(w.part(part, markdown))
	}
	return mark(sb.String(), foreign && lettered(parts))
}

// part is what stands in the place of one part of a text.
func (w *walk) part(part textPart, markdown bool) string {
	if part.rule == nil {
		return part.words
	}
	v := part.rule.Eval(&w.env)
	switch {
	case v == nil && part.source != nil:
		return mark(w.part(*part.source, markdown), true)
	case v == nil:
		return part.words
	}
	words := w.carriedWords(part, v)
	if markdown {
		words = escapeMarkdown(words)
	}
	return words
}

// waits reports whether the text reads an answer that is not given yet.
func (t *text) waits(e *rule.Env) bool {
	if t == nil || e.Waiting == 0 {
		return false
	}
	for _, part := range t.parts {
		if part.rule != nil && part.rule.Waits(e) {
			return true
		}
	}
	return false
}

var markdownMarks = regexp.MustCompile("[\\\\`*_{}\\[\\]()#+\\-.!|<>~&:/@=]")

// escapeMarkdown keeps an answer from being read as Markdown, on one line.
func escapeMarkdown(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return markdownMarks.ReplaceAllStringFunc(s, func(m string) string { return "\\" + m })
}

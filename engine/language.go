package engine

import (
	"slices"
	"strings"
	"unicode"

	"sportello/definitions"
	"sportello/engine/value"
)

// The author writes in Italian. A program has also the texts of the languages
// that the municipality offers, under the same rules: a text knows its
// translations, and a walk is told which of them to take. What is not
// translated stays Italian, between two marks, so that whoever shows it can say
// in which language it is.

// sourceLanguage is what authors write in.
const sourceLanguage = "it"

// The marks around words that stayed Italian. Unicode keeps these two for use
// inside of programs, so that no text has them.
const (
	ForeignBegins = "\uFDD0"
	ForeignEnds   = "\uFDD1"
)

// Unmarked takes the marks away, where nothing can be said of the language.
func Unmarked(s string) string {
	if !strings.Contains(s, ForeignBegins[:2]) { // what both marks begin with
		return s // as nearly always: thousands of options are compared
	}
	return marks.Replace(s)
}

var marks = strings.NewReplacer(ForeignBegins, "", ForeignEnds, "")

// Languages are those that the service is offered in.
func (p *Program) Languages() []string { return append([]string{sourceLanguage}, p.languages...) }

// Language is what the service is offered in to those who want a language: that
// one if it can be, else Italian.
func (p *Program) Language(wanted string) string {
	if slices.Contains(p.languages, wanted) {
		return wanted
	}
	return sourceLanguage
}

// Words gives a text of the definition that carries no answers, in a language
// that the service may be offered in or not.
func (p *Program) Words(t definitions.Text, language string) string {
	if language == sourceLanguage {
		return t.Value
	}
	if at := p.languageAt(language); at > 0 && p.spoken[at-1][t.Pos] != "" {
		return p.spoken[at-1][t.Pos]
	}
	return marked(t.Value)
}

// languages decides which languages the service is offered in, and tells of
// what they lack.
func (b *builder) languages() {
	p := b.p.profile
	for _, l := range p.Languages {
		if l.Value == sourceLanguage {
			continue
		}
		spoken := b.loaded.In(l.Value)
		rule, _ := p.Incomplete.Find(l.Value)
		if !spoken.Complete() {
			b.lacks(l.Value, spoken, rule.Value == "fault")
		}
		if spoken.Complete() || rule.Value == "italian" {
			b.p.languages = append(b.p.languages, l.Value)
			b.p.spoken = append(b.p.spoken, spoken.Words)
			b.p.options = append(b.p.options, value.Titles{{}})
		}
	}
}

// lacks tells what a language lacks: a fault where the municipality wants it
// complete, nothing where nobody has begun to translate.
func (b *builder) lacks(language string, s definitions.Spoken, fault bool) {
	if !s.Begun && !fault {
		return
	}
	missing, stale := map[string]int{}, map[string]int{}
	for _, gap := range s.Gaps {
		if gap.Stale {
			stale[gap.File]++
		} else {
			missing[gap.File]++
		}
	}
	add := b.faults.Warn
	if fault {
		add = b.faults.Add
	}
	told := map[string]bool{}
	for _, gap := range s.Gaps {
		if told[gap.File] {
			continue
		}
		told[gap.File] = true
		add(definitions.Pos{File: gap.File, Line: 1, Column: 1}, definitions.CodeTranslation,
			"run sportello translate "+b.p.service.ID.Value+" "+language+", and write the texts that it leaves open",
			"%d texts are not translated and %d translations are of an older text, first %s", missing[gap.File], stale[gap.File], gap.Key)
	}
}

// phrase is a text of the author that carries no answers.
type phrase struct {
	words string
	in    []string // by language; "" where it is not translated
}

func (b *builder) phrase(t definitions.Text) phrase {
	ph := phrase{words: t.Value}
	for _, words := range b.p.spoken {
		ph.in = append(ph.in, words[t.Pos])
	}
	return ph
}

// say gives a phrase in the language of the walk.
func (w *walk) say(ph phrase) string {
	switch {
	case w.language == 0:
		return ph.words
	case w.language <= len(ph.in) && ph.in[w.language-1] != "":
		return ph.in[w.language-1]
	}
	return mark(ph.words, true)
}

// mark sets words apart that stayed Italian.
func mark(words string, foreign bool) string {
	if !foreign {
		return words
	}
	return marked(words)
}

// Foreign sets words apart that are Italian among those of another language.
func Foreign(words string) string { return marked(words) }

func marked(words string) string {
	if !strings.ContainsFunc(words, unicode.IsLetter) || strings.Contains(words, ForeignBegins) {
		return words
	}
	return ForeignBegins + words + ForeignEnds
}

// translated gives the parts of a text in each language: the same rules between
// other words.
func (b *builder) translated(at definitions.Pos, parts []textPart) [][]textPart {
	if len(b.p.spoken) == 0 {
		return nil
	}
	rules := map[string]textPart{}
	for _, part := range parts {
		if part.rule != nil {
			rules[part.rule.Source] = part
		}
	}
	out := make([][]textPart, len(b.p.spoken))
	for i, spoken := range b.p.spoken {
		if words, ok := spoken[at]; ok {
			out[i] = b.between(definitions.Text{Value: words, Pos: at}, rules)
		} else if !lettered(parts) {
			out[i] = parts // nothing to translate
		}
	}
	return out
}

// between puts the rules of a text between the words of its translation.
func (b *builder) between(t definitions.Text, rules map[string]textPart) []textPart {
	t.Value = b.linked(t)
	var out []textPart
	at := 0
	for _, m := range carried.FindAllStringSubmatchIndex(t.Value, -1) {
		out = append(out, textPart{words: t.Value[at:m[0]]})
		at = m[1]
		part := rules[strings.TrimSpace(t.Value[m[2]:m[3]])]
		if part.words = ""; m[4] >= 0 {
			part.words = t.Value[m[4]:m[5]]
		}
		if part.rule != nil {
			out = append(out, part)
		}
	}
	return append(out, textPart{words: t.Value[at:]})
}

// lettered reports whether parts have letters of their own.
func lettered(parts []textPart) bool {
	return slices.ContainsFunc(parts, func(p textPart) bool { return strings.ContainsFunc(p.words, unicode.IsLetter) })
}

// titled translates the words of the options that a value stands for: then they
// are plain words.
func (w *walk) titled(v value.Value, t value.Type) (value.Value, value.Type) {
	switch v := v.(type) {
	case string:
		if words := t.Titles.Of(v); words != "" {
			return w.option(words), value.TextType
		}
	case []any:
		if t.Elem == nil || len(t.Elem.Titles) == 0 {
			return v, t
		}
		out := make([]any, len(v))
		for i := range v {
			out[i], _ = w.titled(v[i], *t.Elem)
		}
		return out, value.List(value.TextType)
	}
	return v, t
}

// option gives the words of an option in the language of the walk.
func (w *walk) option(words string) string {
	if in := w.p.options[w.language-1].Of(words); in != "" {
		return in
	}
	return marked(words)
}

// noteOption remembers what an option is called in each language.
func (b *builder) noteOption(ph phrase) {
	for i, words := range ph.in {
		if words != "" {
			b.p.options[i][0][ph.words] = words
		}
	}
}

// columnsIn lets the label of an option read the column of a language where its
// table has one: nome_de instead of nome.
func (b *builder) columnsIn(t *text, s *scope, at definitions.Pos) {
	for i, lang := range b.p.languages {
		parts := t.in[i]
		if parts == nil {
			continue
		}
		out := slices.Clone(parts)
		for j, part := range parts {
			if part.rule == nil {
				continue
			}
			if name := part.rule.Source + "_" + lang; s.fields[name].Kind == value.Text {
				column := b.elemText(definitions.Text{Value: "{" + name + "|}", Pos: at}, s)
				out[j] = textPart{rule: column.parts[1].rule, source: &part}
			}
		}
		t.in[i] = out
	}
}

// Titled gives the parts of a total that was stored their words in a language.
func (p *Program) Titled(b *Breakdown, language string) *Breakdown {
	w := &walk{p: p, language: p.languageAt(language)}
	if b == nil || w.language == 0 {
		return b
	}
	t := p.scores
	if b.Money {
		t = p.fees
	}
	if t == nil {
		return b
	}
	out := *b
	out.Title, out.Provisional = w.say(t.title), w.say(t.provisional)
	out.Parts = slices.Clone(b.Parts)
	for i := range out.Parts {
		for _, part := range t.parts {
			if part.id != out.Parts[i].ID {
				continue
			}
			if out.Parts[i].Title = marked(out.Parts[i].Title); part.text == nil {
				out.Parts[i].Title = w.say(part.title) // otherwise it has the answers of a row in it
			}
		}
	}
	out.Groups = slices.Clone(b.Groups)
	for i := range out.Groups {
		if g := t.groupNamed(out.Groups[i].ID); g != nil {
			out.Groups[i].Title = w.say(g.title)
		}
	}
	return &out
}

// languageAt numbers the languages of a program; 0 is Italian.
func (p *Program) languageAt(language string) int { return slices.Index(p.languages, language) + 1 }

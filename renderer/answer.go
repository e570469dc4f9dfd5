package renderer

import (
	"slices"
	"strings"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer/locale"
)

// answerText gives an answer as text: one entry for each choice or file.
// Nothing is given for unanswered.
func answerText(w locale.Words, s engine.ItemState) []string {
	switch {
	case s.Type == "file" || len(s.Files) > 0:
		return fileNames(w, s.Files)
	case len(s.Options) > 0:
		return chosenWords(s)
	case s.Value == nil:
		return nil
	case s.Type == "longtext":
		return paragraphs(w.Value(s.Value, value.Type{}))
	}
	text := w.Value(s.Value, value.Type{Money: s.Type == "money"})
	if text == "" {
		return nil
	}
	return []string{text}
}

// paragraphs are the lines of a long text that hold something.
func paragraphs(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func fileNames(w locale.Words, files []engine.File) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name+" ("+w.FileSize(f.Size)+")")
	}
	return names
}

// chosenWords gives the words of the options chosen, or the code of an answer that
// is no longer among them.
func chosenWords(s engine.ItemState) []string {
	var labels []string
	for _, o := range chosen(s) {
		labels = append(labels, o.Label)
	}
	if len(labels) == 0 {
		return s.Raw
	}
	return labels
}

// sections gives the answers of the pages as text, each with the address where
// it can be changed. A page that asked nothing is left out.
func sections(w locale.Words, pages []engine.PageState, a Address) []Section {
	var out []Section
	for _, p := range pages {
		s := section(w, "s-"+p.ID, p.Title, p.Items, 3)
		s.URL = a.change(p.ID)
		if !s.empty() {
			out = append(out, s)
		}
	}
	return out
}

// Sections gives the answers of a journey as text, for a receipt: there is
// nothing to change any more.
func Sections(lang string, pages []engine.PageState) []Section {
	out := sections(locale.For(lang), pages, Address{})
	for i := range out {
		out[i].URL = ""
	}
	return out
}

func (s Section) empty() bool { return len(s.Lines) == 0 && len(s.Sections) == 0 }

func section(w locale.Words, id, title string, items []engine.ItemState, level int) Section {
	s := Section{ID: id, Title: title, Level: level}
	for _, item := range items {
		s.add(w, item)
	}
	return s
}

func (s *Section) add(w locale.Words, item engine.ItemState) {
	if item.Asks != "" {
		return // about the profile, not of the application
	}
	switch item.Kind {
	case engine.ContentItem:
	case engine.FieldItem, engine.ComputedItem:
		s.line(w, item)
	case engine.ListItem:
		s.list(w, item)
	default:
		s.inner(w, item)
	}
}

// line adds an answer. What follows groups would read as part of the last
// group, so that it opens a section without title of its own.
func (s *Section) line(w locale.Words, item engine.ItemState) {
	text := answerText(w, item)
	line := Line{Label: item.Label, Text: text, Missing: len(text) == 0, Computed: item.Kind == engine.ComputedItem}
	if len(s.Sections) == 0 {
		s.Lines = append(s.Lines, line)
		return
	}
	last := &s.Sections[len(s.Sections)-1]
	if last.Title != "" {
		s.Sections = append(s.Sections, Section{Level: s.Level + 1})
		last = &s.Sections[len(s.Sections)-1]
	}
	last.Lines = append(last.Lines, line)
}

func (s *Section) list(w locale.Words, item engine.ItemState) {
	if len(item.Items) == 0 {
		s.line(w, engine.ItemState{Kind: engine.FieldItem, Label: item.Label})
		return
	}
	s.inner(w, item)
}

// inner adds a group or row as a section of its own; one without words, or with the
// words of this one, is written as part of it.
func (s *Section) inner(w locale.Words, item engine.ItemState) {
	title := item.Label
	if item.Kind == engine.RowItem {
		title = item.Text
	}
	if title == "" || title == s.Title {
		for _, i := range item.Items {
			s.add(w, i)
		}
		return
	}
	in := section(w, "", title, item.Items, s.Level+1)
	if !in.empty() {
		s.Sections = append(s.Sections, in)
	}
}

// NewCosts gives a total with its parts as text; nil for none.
func NewCosts(lang string, b *engine.Breakdown) *Costs {
	if b == nil {
		return nil
	}
	w := locale.For(lang)
	kind := value.Type{Money: b.Money}
	c := &Costs{Title: b.Title, Provisional: b.Provisional, Total: w.Value(b.Total, kind)}
	for i, p := range b.Parts {
		c.Parts = append(c.Parts, CostLine{Title: p.Title, Amount: w.Value(p.Amount, kind)})
		if g := endsGroup(b, i); g != nil && !g.Amount.Equal(g.Sum) {
			c.Parts = append(c.Parts, limitLine(w, *g, kind))
		}
	}
	return c
}

// endsGroup is the group whose last part stands there; nil if it is none.
func endsGroup(b *engine.Breakdown, at int) *engine.GroupState {
	id := b.Parts[at].Group
	later := func(p engine.PartState) bool { return p.Group == id }
	if id == "" || slices.ContainsFunc(b.Parts[at+1:], later) {
		return nil
	}
	for i, g := range b.Groups {
		if g.ID == id {
			return &b.Groups[i]
		}
	}
	return nil
}

// limitLine takes off what a group does not let count, so that the lines add up
// to the total.
func limitLine(w locale.Words, g engine.GroupState, kind value.Type) CostLine {
	words := w.Text("costs.highest", locale.Args{"title": g.Title})
	if g.Max != nil && g.Amount.Equal(*g.Max) {
		words = w.Text("costs.most", locale.Args{"title": g.Title, "max": w.Value(*g.Max, kind)})
	}
	return CostLine{Title: words, Amount: w.Value(g.Amount.Sub(g.Sum), kind)}
}

// Milestones gives deadlines as dates in words.
func Milestones(lang string, deadlines []engine.DeadlineNow) []Milestone {
	w := locale.For(lang)
	var out []Milestone
	for _, d := range deadlines {
		out = append(out, Milestone{Date: w.LongValue(d.At), Title: d.Title, Text: d.Text})
	}
	return out
}

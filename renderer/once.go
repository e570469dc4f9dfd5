package renderer

import (
	"slices"

	"sportello/engine"
	"sportello/engine/value"
	"sportello/renderer/locale"
)

// worded gives what the engine asks itself, about the citizen's profile, its
// words in their language.
func worded(w locale.Words, s engine.ItemState) engine.ItemState {
	if s.Asks == "" {
		return s
	}
	key := "once." + string(s.Asks)
	s.Label, s.Hint = w.Text(key, nil), w.Text(key+".hint", nil)
	s.Options = slices.Clone(s.Options)
	for i, o := range s.Options {
		if o.Label == "" {
			s.Options[i].Label = w.Text(key+"."+o.Value, nil)
		}
	}
	return s
}

// known says where and when the answers of a group were given before.
func known(w locale.Words, k *engine.Kept) string {
	switch {
	case k == nil:
		return ""
	case k.At.IsZero() || k.Service == "":
		return w.Text("once.known", nil)
	}
	return w.Text("once.known.where", locale.Args{"date": w.LongDate(value.DateOf(k.At)), "service": k.Service})
}

// certified says who says what cannot be changed.
func certified(w locale.Words, source string) string {
	switch source {
	case "":
		return ""
	case engine.FromIdentity:
		return w.Text("once.certified.identity", nil)
	}
	return w.Text("once.certified", locale.Args{"source": source})
}

// Profile is what the municipality keeps of a citizen, to be proposed again.
type Profile struct {
	Frame
	Tabs      []Link
	Certified []Line // what the identity says; it is kept nowhere
	Kept      []KeptCard
}

// KeptCard is one set of kept values.
type KeptCard struct {
	ID         string // in HTML
	Title      string
	Source     string // where and when they were given
	Answers    Section
	CorrectURL string // of the page to correct them; "" hides the link
	DeleteURL  string // of the page that asks whether to delete them
}

// Correction is the page on which kept values are corrected.
type Correction struct {
	Page
	Source  string // where and when they were given
	BackURL string
}

// NewCorrection makes the page on which kept values are corrected, from the page of
// the program that has nothing but their block.
func NewCorrection(f Frame, k engine.Kept, page engine.PageState, rev string) Correction {
	w := f.Words()
	if len(page.Items) == 1 && page.Items[0].Kind == engine.GroupItem {
		page.Items = page.Items[0].Items // the page is about the group: its name is that of the page
	}
	c := Correction{Page: NewPage(f, Address{}, engine.Journey{}, page, rev), Source: keptWhere(w, k)}
	c.Name = w.Text("profile.correct.title", locale.Args{"group": w.Text("once.group."+k.Group, nil)})
	c.Frame.Title = errorTitle(w, c.Name, len(c.Errors) > 0)
	return c
}

// keptWhere says where and when kept values were given, or when they were corrected.
func keptWhere(w locale.Words, k engine.Kept) string {
	args := locale.Args{"date": w.LongDate(value.DateOf(k.At)), "service": k.Service}
	if k.Service == "" {
		return w.Text("profile.when", args)
	}
	return w.Text("profile.where", args)
}

// Certified gives what the identity says as text, in a fixed order.
func Certified(lang string, identity value.Group) []Line {
	w := locale.For(lang)
	var out []Line
	for _, name := range []string{"cognome", "nome", "codice_fiscale", "data_nascita", "email", "cellulare", "pec"} {
		if text := w.Value(identity[name], value.Type{}); text != "" {
			out = append(out, Line{Label: w.Text("identity."+name, nil), Text: []string{text}})
		}
	}
	return out
}

// NewKept gives kept values as text.
func NewKept(lang string, items []engine.ItemState, k engine.Kept, deleteURL string) KeptCard {
	w := locale.For(lang)
	return KeptCard{
		ID: "kept-" + k.ID, Title: w.Text("once.group."+k.Group, nil),
		Source:  keptWhere(w, k),
		Answers: section(w, "", "", items, 3), DeleteURL: deleteURL,
	}
}

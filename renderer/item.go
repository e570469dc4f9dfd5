package renderer

import (
	"strings"

	"sportello/engine"
	"sportello/renderer/locale"
)

// Item is one thing on a page, ready for its template: texts in words, ids
// made, errors linked.
type Item struct {
	Widget      string // which template of fields/ shows it
	Words       locale.Words
	ID          string // in HTML; unique on the page
	Target      string // the id that a link to it leads to
	Name        string // of the input: the path of the answer
	Label       string
	Hint        string
	Format      string // how to write it, in words
	Errors      []string
	DescribedBy string // ids of hint, format, other version and errors
	Value       string // as the input shows it
	Lines       []string
	Required    bool
	Auto        string // the autocomplete token
	Choices     []Choice
	Markdown    string
	Style       string
	Level       int // of its heading
	Items       []Item
	RowID       string
	Add         string
	CanAdd      bool
	CanRemove   bool
	Files       []File
	CanAttach   bool
	CanReplace  bool // the only file there may be is there: another takes its place
	Several     bool
	Accept      string
	Rows        int      // height of a long text
	Most        int      // characters of a text; 0 is no limit
	From, To    string   // the days that a calendar offers, as browsers write them; "" is no limit
	Many        bool     // too many options to show, or to send, them all at once
	Quiet       bool     // its heading is that of the page, which stands above it
	Source      string   // who says what cannot be changed, or where and when it was given
	Found       bool     // the options are those that match what was typed
	Other       []string // what another window stored instead of what was typed
}

// Choice is one option of an Item.
type Choice struct {
	engine.Choice
	ID     string
	Chosen bool
}

// File is one attached file.
type File struct {
	ID   string
	Name string
	Size string
}

// The number of options up to which each way of choosing serves; beyond the
// last, the list is searched on the server.
const (
	radioOptions   = 5
	selectOptions  = 10
	suggestOptions = 200
)

// newItems makes the items of a page, a group or a row.
func newItems(w locale.Words, states []engine.ItemState, level int) []Item {
	items := make([]Item, 0, len(states))
	for _, s := range states {
		items = append(items, newItem(w, s, level))
	}
	sourcesOnce(items)
	return items
}

// sourcesOnce says of things that stand together and come from one source where they
// come from once, below the last.
func sourcesOnce(items []Item) {
	for i := range items[:max(len(items)-1, 0)] {
		if next := items[i+1]; items[i].Widget == "static" && next.Widget == "static" && items[i].Source == next.Source {
			items[i].Source = ""
		}
	}
}

func newItem(w locale.Words, s engine.ItemState, level int) Item {
	s = worded(w, s)
	item := Item{
		Widget: widget(s), Words: w, ID: itemID(s.Path), Name: s.Path,
		Label: s.Label, Hint: s.Hint, Required: s.Required, Auto: s.Autocomplete,
		Markdown: s.Text, Style: s.Style, Level: level, RowID: s.RowID,
		Errors: problemTexts(w, s), Add: s.Add,
	}
	if item.Source = certified(w, s.Certified); s.Known != nil {
		item.Source = known(w, s.Known)
	}
	item.Target = item.ID
	item.Items = newItems(w, s.Items, level+1)
	fill(&item, s)
	item.DescribedBy = describedBy(item)
	return item
}

// fill adds what only some kinds of items have.
func fill(item *Item, s engine.ItemState) {
	w := item.Words
	switch item.Widget {
	case "static", "compute":
		item.Lines = answerText(w, s)
	case "radio", "yesno", "choices":
		item.Choices = choices(w, item.ID, s)
		if len(item.Choices) > 0 {
			item.Target = item.Choices[0].ID
		}
		item.Format = limits(w, s)
		item.Many = len(item.Choices) > selectOptions
	case "select":
		item.Choices = choices(w, item.ID, s)
	case "suggest":
		item.Value = suggestion(s)
		item.Choices, item.Many = suggestions(item.ID, s, item.Value)
		item.Found = item.Many && item.Value != "" && len(chosen(s)) == 0 && !onlyNamed(item.Choices, item.Value)
		item.Format = w.Text("format.suggest", nil)
	case "file":
		fillFiles(item, s)
	case "list":
		item.CanAdd = s.MaxItems == 0 || len(s.Items) < s.MaxItems
		for i := range item.Items {
			item.Items[i].CanRemove = !s.Items[i].Fixed
		}
	default:
		fillInput(item, s)
	}
}

func fillInput(item *Item, s engine.ItemState) {
	item.Value = typedValue(item.Words, s)
	item.Format = format(item.Words, s)
	item.Most = s.MaxLength
	if s.Type == "date" {
		item.From, item.To = s.Min, s.Max
	}
	item.Rows = 5
	if s.MaxLength > 1000 || strings.Count(item.Value, "\n") > 4 {
		item.Rows = 10
	}
}

func fillFiles(item *Item, s engine.ItemState) {
	for _, f := range s.Files {
		item.Files = append(item.Files, File{ID: f.ID, Name: f.Name, Size: item.Words.FileSize(f.Size)})
	}
	item.Several = s.MaxItems != 1
	item.CanAttach = s.MaxItems == 0 || len(s.Files) < s.MaxItems
	item.CanReplace = s.MaxItems == 1 && len(s.Files) == 1
	if !item.CanAttach && len(s.Files) > 0 {
		item.Target = item.ID + "-1"
	}
	item.Accept = acceptList(s.Accept)
	item.Format = fileLimits(item.Words, s)
}

// widget says which template shows an item. An unknown type of field is shown
// as a line of text: it can be answered, and the engine checks it.
func widget(s engine.ItemState) string {
	switch s.Kind {
	case engine.FieldItem:
		return fieldWidget(s)
	case engine.GroupItem, engine.ListItem, engine.EachItem, engine.RowItem, engine.ComputedItem, engine.ContentItem:
		return string(s.Kind)
	}
	return "content"
}

func fieldWidget(s engine.ItemState) string {
	switch {
	case s.Locked:
		return "static"
	case s.Asks != "":
		return "radio"
	case s.Type == "choice":
		return choiceWidget(len(s.Options))
	}
	switch s.Type {
	case "longtext", "email", "phone", "integer", "decimal", "money", "date", "time", "instant",
		"yesno", "declaration", "choices", "file":
		return s.Type
	case "number":
		return "decimal"
	}
	return "text"
}

func choiceWidget(options int) string {
	switch {
	case options <= radioOptions:
		return "radio"
	case options <= selectOptions:
		return "select"
	}
	return "suggest"
}

// itemID makes the id of an item from its path. Paths have no hyphens, so that
// ids made from it by a hyphen and a suffix are unique too.
func itemID(path string) string {
	if path == "" {
		return ""
	}
	return "f-" + path
}

// describedBy lists the ids of the texts that belong to an input.
func describedBy(i Item) string {
	var ids []string
	if i.Hint != "" {
		ids = append(ids, i.ID+"-hint")
	}
	if i.Format != "" {
		ids = append(ids, i.ID+"-format")
	}
	if len(i.Other) > 0 {
		ids = append(ids, i.ID+"-other")
	}
	if len(i.Errors) > 0 {
		ids = append(ids, i.ID+"-error")
	}
	return strings.Join(ids, " ")
}

func first(raw []string) string {
	if len(raw) == 0 {
		return ""
	}
	return raw[0]
}

// Heading is the level of the item's heading, as an element.
func (i Item) Heading() int { return min(i.Level, 6) }

// Ticked reports whether a single box is ticked.
func (i Item) Ticked() bool { return i.Value == "yes" || i.Value == "true" }

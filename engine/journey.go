package engine

import (
	"slices"

	"sportello/engine/value"
)

// Journey is where a draft leads: the pages on its path up to and including
// the first gap, with everything that follows from the answers on it. It is
// computed by Walk and never stored.
type Journey struct {
	Pages    []PageState // on the path, in order; the last one has the gap unless Complete
	Complete bool        // every page on the path is valid
	Stops    []Notice    // why one cannot apply; not empty means the path ends here
	Outline  []Step      // all pages that the answers so far open, those beyond the gap included
	Answers  value.Group // the answers on the path, with computed values: what rules see and what is stored
	Fees     *Breakdown  // nil if the service has none
	Scores   *Breakdown
	Flags    []string
	Office   string    // the route taken, or ""
	PayFirst bool      // the application waits for a payment before it is sent
	Problems []Problem // why it cannot be sent though every page is valid: amounts that are missing
}

// Step is one page in the outline of the journey, for steppers and indexes.
type Step struct {
	ID    string
	Title string
	Done  bool // valid, and may be opened
	Open  bool // may be opened: done, or the first gap
}

// PageState is one page as it stands.
type PageState struct {
	ID       string
	Title    string
	Intro    string // Markdown, answers filled in
	Items    []ItemState
	Problems []Problem // why it is not accepted; order of the page
	Warnings []Notice
	Stops    []Notice
	Done     bool     // accepted and valid
	Opened   bool     // accepting it opened new fields: shown again with a note, not as an error
	Shown    []string // paths of the fields on it, as forms post them back
	Kept     []Kept   // of an accepted page: what the citizen wants to be kept in their profile
}

// ItemKind says what an ItemState is.
type ItemKind string

// The kinds of items.
const (
	FieldItem    ItemKind = "field"
	GroupItem    ItemKind = "group"   // a fieldset: its Items
	ListItem     ItemKind = "list"    // rows that can be added and removed: Items are RowItems
	EachItem     ItemKind = "each"    // the rows of an earlier list: Items are RowItems
	RowItem      ItemKind = "row"     // one row: RowID and Items
	ComputedItem ItemKind = "compute" // shown, never posted
	ContentItem  ItemKind = "content" // Text to read
)

// ItemState is one thing on a page as it stands.
type ItemState struct {
	Kind  ItemKind
	Path  string // its answer, rows by index: "nucleo.0.nome"; the name in HTML
	Type  string // of fields and computed values: see package field for the names
	Label string
	Hint  string
	Text  string // of content: Markdown, answers filled in; of a row: what it is called
	Style string // of content: "", info, warning, success
	Add   string // of a list: words of the button that adds a row

	Value        value.Value // typed; nil is unanswered
	Raw          []string    // as typed, or the value as a form shows it
	Required     bool
	Locked       bool     // shown, cannot be changed
	Followed     bool     // something else on the page changes with its answer
	Options      []Choice // for one of / several of; shared, not to be changed
	Problems     []Problem
	Autocomplete string
	Certified    string // of what is locked: who says so, "identity" or the source of a fact in words
	Asks         Ask    // of what the engine asks itself, about the profile: the renderer has the words
	Known        *Kept  // of a group: what it shows was given before, and when and where

	MinLength, MaxLength int      // characters; 0 is no limit
	MinItems, MaxItems   int      // rows, choices or files; 0 is no limit
	Min, Max             string   // of dates and numbers, canonical; "" is no limit
	Accept               []string // of files: types
	MaxSize              int64    // of files: bytes

	RowID string
	Fixed bool // of a row: it cannot be taken away
	Items []ItemState
	Files []File // of files: those attached
}

// Choice is one option as it is offered.
type Choice struct {
	Value  string
	Label  string
	Detail string // more words; of a closed option, why
	Closed bool   // shown, cannot be chosen
}

// Chosen reports whether an option is chosen. The options are shared by all who
// are offered them; what is chosen is the field's.
func (s *ItemState) Chosen(c Choice) bool { return slices.Contains(s.Raw, c.Value) }

// Notice is a text that a rule brought up.
type Notice struct {
	Names   []string // all it is known by: its id and numbers
	Rule    string   // id of the check or numbered rule
	Text    string   // answers filled in
	Instead string   // for a stop: where to go instead, Markdown
	On      []string // the fields it is on, paths by index
}

// Breakdown is a total with its parts.
type Breakdown struct {
	Title       string
	Provisional string
	Money       bool
	Parts       []PartState
	Groups      []GroupState `json:",omitempty"`
	Total       value.Number
}

// PartState is one part that holds.
type PartState struct {
	ID     string
	Title  string // answers filled in
	Rule   string
	Amount value.Number
	Row    string `json:",omitempty"` // the id of the row that it is for
	Group  string `json:",omitempty"` // the group that it counts in
	Used   []Used `json:",omitempty"` // what its rules read; kept when it is sent
}

// GroupState is what the parts of a group count together.
type GroupState struct {
	ID     string
	Title  string
	Rule   string        `json:",omitempty"`
	Sum    value.Number  // of its parts
	Amount value.Number  // that counts
	Max    *value.Number `json:",omitempty"`
}

// Problem is one reason why a page is not accepted. Codes become words in the
// renderer, unless the author wrote the words.
type Problem struct {
	Field string         // path by index; "" is the page
	Page  string         // the page where the field stands
	Code  string         // see docs/language.md for the list
	Args  map[string]any // numbers and texts that the words need
	Text  string         // the author's words, answers filled in; "" if none
	Rule  string         // the check that found it, or ""
	Names []string       // all it is known by
}

package renderer

import "sportello/engine"

// Address says where the screens of one draft are.
type Address struct {
	Base    string // pages stand under it: Base + "/" + page id
	Summary string // the address of the summary
	Sheet   string // of the service sheet
	Area    string // of the personal area
}

func (a Address) page(id string) string { return a.Base + "/" + id }

// ChangeMark is what the address of a page carries when one came from the
// summary to change it: from there one goes back to the summary, without
// walking through what follows.
const ChangeMark = "riepilogo"

func (a Address) change(id string) string { return a.page(id) + "?" + ChangeMark }

// Page is one page of the flow, to be filled in.
type Page struct {
	Frame
	ID        string
	Name      string // the title of the page
	Intro     string // Markdown
	Action    string // the form is posted here
	Rev       string // the revision of the draft it was made from
	Shown     string
	Items     []Item
	Errors    []ErrorLink
	Warnings  []engine.Notice
	Opened    bool   // accepting it opened new fields
	Conflict  bool   // another window changed the draft meanwhile
	Elsewhere []Line // what another window stored and this page does not ask
	Files     bool   // has files to attach
	Required  bool   // has required fields
	Locked    bool   // has values that cannot be changed
	First     bool   // nothing to go back to
	Steps     Steps
	Index     []Link // sections of a long page
	Draft     Address
	CanSave   bool
	Changing  bool // one came from the summary, and goes back there

	// For a script that asked for the fields alone.
	Follow string // paths of the fields worth asking about when they change
	Told   string // what changed, in words
	Target string // the id of what the focus goes to, or ""
}

// ErrorLink is a line of the error summary.
type ErrorLink struct {
	Label string
	Text  string
	URL   string // "#id", an address, or "" if the problem is of the page
}

// Steps is the way through the flow, up to the summary.
type Steps struct {
	List    []StepState
	Current int // from 1
	Total   int
	From    int  // the number of the first in List, where only those nearby are; else 0
	Compact bool // too many to stand side by side
	Name    string
}

// StepState is one step.
type StepState struct {
	Title   string
	URL     string // "" if it may not be opened yet
	Done    bool
	Current bool
}

// Summary is all answers as text, before they are sent.
type Summary struct {
	Frame
	Action   string // posted to send (_action=send) or save (_action=save)
	Rev      string
	Steps    Steps
	Sections []Section
	Warnings []engine.Notice
	Errors   []ErrorLink // why it cannot be sent yet
	Fees     *Costs
	Scores   *Costs
	PayFirst bool
	TermsURL string
	BackURL  string
	CanSave  bool
	Closed   string // why it cannot be sent now, or ""
	Conflict bool   // another window changed the draft meanwhile
}

// Section is the answers of one page, or of a group or row inside it.
type Section struct {
	ID       string
	Title    string
	URL      string // to change the answers; "" in receipts and below the first level
	Level    int    // of its heading
	Lines    []Line
	Sections []Section
}

// Line is an answer as text.
type Line struct {
	Label    string
	Text     []string // paragraphs, choices or files
	Missing  bool     // nothing was answered
	Computed bool
}

// Costs is a total with its parts, as text.
type Costs struct {
	Title       string
	Provisional string
	Parts       []CostLine
	Total       string
}

// CostLine is one part of a total.
type CostLine struct {
	Title  string
	Amount string
}

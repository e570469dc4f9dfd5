package renderer

// Receipt is an application that was sent.
type Receipt struct {
	Frame
	Reference   string
	Fresh       bool   // just sent: thanks and rating; otherwise it is looked at again
	Sent        string // formatted date and time
	Received    string // when the request arrived, to the second
	Number      string // in the order of registration
	Quota       string // what there is too little of, if it asked for that
	Place       string // what was decided of it
	Protocol    string // number and date, once there is one
	Term        string // the last day by which the municipality concludes, or ""
	Office      *Office
	Email       string
	State       string // the present state, in words
	StateText   string // what it means, Markdown
	DocumentURL string // the receipt as a document, or ""
	DocumentAbt string // type and size: "PDF, 34 KB"
	Notices     []string
	Timeline    []Milestone
	Fees        *Costs
	Scores      *Costs
	Summary     []Section
	Paper       Paper  // what it says on paper only
	Files       []Link // what was attached, to be saved
	Rating      *Rating
	Related     []Card
	Tabs        []Link
}

// Rating asks what one thinks of a service that one has used, or of a page.
type Rating struct {
	URL     string // the rating is posted here
	Page    bool   // it is about a page, not about the service
	Rated   bool   // thanks for it
	Now     bool   // it has just been given: the thanks are told
	Missing bool   // it was posted without stars

	// What was written of it, where it comes back.
	Stars, Positive, Negative int // from 1; 0 is none
	Comment                   string
}

// RatingForm is the id of the form of a rating: changing the language of a receipt
// posts it, so that what is written is not lost.
const RatingForm = "rating-form"

// Area is what a citizen has here: drafts and applications.
type Area struct {
	Frame
	Tabs         []Link // the parts of the area; not shown where there is only one
	Drafts       []DraftCard
	Applications []ApplicationCard
}

// DraftCard is a draft in a list.
type DraftCard struct {
	Service   string // its title
	Saved     string // formatted
	LastDay   string // on which it is kept, or "" if it stays
	Page      string // the title of the page where it stands
	ResumeURL string
	DeleteURL string // asks whether to delete it; "" hides the link
	Note      string // what changed meanwhile, or ""
}

// ApplicationCard is an application in a list.
type ApplicationCard struct {
	Service   string
	Reference string
	Sent      string
	State     string
	Due       string // "Termine di conclusione: 2 aprile 2026", or ""
	URL       string
}

// Confirm asks before something that cannot be undone.
type Confirm struct {
	Frame
	Heading string
	Text    string // Markdown
	Action  string // posted for yes
	Yes     string // the words of the button
	BackURL string
	Back    string // the words of the way out
}

package renderer

// Home is where the site begins: a search, the categories and the services.
type Home struct {
	Frame
	Categories []Category
	Services   []Card
}

// Services is a list of services: all of them, those of a category, or those
// that a search found.
type Services struct {
	Frame
	Heading    string
	Lead       string
	Query      string // what was searched for, or ""
	Services   []Card
	Categories []Category // to look on in; none on the page of a category
}

// Category is a heading of the national catalogue.
type Category struct {
	Title string
	URL   string
	Count int // of its services
}

// Card is a service in a list.
type Card struct {
	Title    string
	Summary  string
	URL      string
	Category Link   // left out if it has no words
	Open     bool   // applications are taken now
	Soon     bool   // they will be
	Status   string // words beside it ("Apre il 2 marzo 2026"), or ""
}

// Sheet is the service sheet: what one should know before starting.
type Sheet struct {
	Frame
	Category    Link
	Summary     string
	Open        bool   // applications are taken now
	Closed      string // why not, if not
	StartURL    string
	StartAt     string // StartURL as it is called from outside, for search engines
	Audience    string // this and the following are Markdown
	Description string
	How         string
	Needed      []string
	Result      string
	Timing      string
	Days        int         // in how many days the municipality concludes; 0 if it does not say
	Dates       []Milestone // what happens when
	Costs       string
	Constraints string
	TermsURL    string
	Office      *Office
	Topics      []Link
	Rating      *Rating
}

// Terms are the conditions of a service, on a page of their own.
type Terms struct {
	Frame
	Text     string // Markdown
	SheetURL string
}

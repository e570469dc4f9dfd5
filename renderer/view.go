package renderer

import (
	"net/url"
	"strings"

	"sportello/renderer/locale"
)

// View is a screen: any struct that embeds Frame.
type View interface{ frame() Frame }

// Frame is what every screen has around it.
type Frame struct {
	Lang         string     // of the screen; a language without a catalogue is Italian
	Languages    []Language // that the screen is offered in; a single one needs no switch
	Wanted       string     // the language wanted, where the service is not offered in it; "" otherwise
	Form         string     // the id of the form that is filled in here: changing the language posts it
	Title        string     // what the screen is, for the title of the window
	Service      string     // the title of the service the screen belongs to, or ""
	ServiceID    string     // its id, which the address of the appointments carries
	Path         string     // of the request: tells which link of the menu is the present one
	Crumbs       []Link     // the way here from Home, the present screen last and without URL
	User         string     // who is signed in, or ""
	SignInURL    string     // where one signs in; "" hides the link
	SignOutURL   string     // where a form is posted to sign out; "" hides the button
	Session      int        // seconds until the session ends, if it is not used; 0 if there is none
	AreaURL      string     // the personal area; "" hides the link
	Demo         bool       // shows the notice that nothing here is real
	Flash        string     // words about what was just done ("Richiesta salvata"), or ""
	Municipality Municipality
}

func (f Frame) frame() Frame { return f }

// Words gives the catalogue of the screen's language.
func (f Frame) Words() locale.Words { return locale.For(f.Lang) }

// Switch reports whether there is another language to change to.
func (f Frame) Switch() bool { return len(f.Languages) > 1 }

// OnlyItalian says, in the language wanted, that the service is not offered in
// it; "" where it is.
func (f Frame) OnlyItalian() string {
	if f.Wanted == "" {
		return ""
	}
	return locale.For(f.Wanted).Text("language.only", nil)
}

// Booking is where one makes an appointment about the service that one sees.
func (f Frame) Booking() string {
	address := f.Municipality.Links.Booking
	if address == "" || f.ServiceID == "" {
		return address
	}
	before := "?"
	if strings.Contains(address, "?") {
		before = "&"
	}
	return address + before + "servizio=" + url.QueryEscape(f.ServiceID)
}

// Language is one that a screen is offered in.
type Language struct {
	Tag  string
	Name string // in the language itself
	URL  string // of the screen in it
}

// Link is words that lead somewhere. In breadcrumbs the last has no URL.
type Link struct {
	Text string
	URL  string
}

// Municipality is who offers the services, as header and footer show it.
type Municipality struct {
	Name      string // "Comune di Pisa"
	Tagline   string
	URL       string // of the institutional site; "" means that Home is here
	Crest     string // address of an image, or "" for the emblem of the design system
	Region    string // "Regione Toscana"
	RegionURL string
	Address   string // street, postal code and town, as they stand in the footer
	TaxCode   string
	VAT       string
	Phone     string
	Email     string
	PEC       string
	Menu      []MenuItem // first-level menu of the site; left out if empty
	Social    []Link
	EU        bool // shows that the European Union pays for the services
	Links     Links
	Offices   []Office
}

// MenuItem is an item of the first-level menu that the national model gives to
// all municipalities.
type MenuItem struct {
	Name string // management, news, all-services or live: words of the catalogue, and the model's name of the element
	URL  string
}

// Links are the addresses that the national model wants on every screen. One
// that is empty is left out.
type Links struct {
	FAQ           string
	Assistance    string
	Booking       string
	Report        string // of a disservice
	Transparency  string
	Privacy       string
	Legal         string
	Accessibility string
	SiteMap       string
	Improvement   string
	Media         string
}

// Office is one office of the municipality.
type Office struct {
	ID      string
	Name    string
	Address string
	Hours   string
	Phone   string
	Email   string
	PEC     string
	URL     string

	Responsible string // for its procedures
}

// Milestone is a date that matters, with what happens on it.
type Milestone struct {
	Date  string // formatted; "" if it is not known yet
	Title string
	Text  string // Markdown
	Done  bool
}

// Entry is where an application starts: who signs in, and the privacy notice.
type Entry struct {
	Frame
	Action     string     // the form is posted here
	SignIn     bool       // one must sign in before going on
	OnlySignIn bool       // one signs in for the personal area: no service, no privacy notice
	Return     string     // where to go then; posted as "ritorno"
	Citizens   []Citizen  // of a demonstration: the fictitious people one may sign in as
	Providers  []Provider // SPID, CIE and the like
	Notice     string     // why one must sign in once more
	PrivacyURL string
	Expired    bool        // one must sign in again, because the session has ended
	Kept       []Hidden    // what was typed meanwhile
	NoPrivacy  bool        // the service itself asks whether the notice was read
	Resume     []DraftCard // drafts of this service that could be resumed
	Chosen     string      // the citizen chosen, if the form comes back
	Errors     []ErrorLink
	Unticked   bool // the privacy box was posted without a tick
}

// Provider is a button that leads to where one signs in.
type Provider struct {
	Kind string // spid, cie, eidas or other
	Text string
	URL  string
}

// Hidden is a value that a form carries along.
type Hidden struct{ Name, Value string }

// Citizen is a fictitious person of a demonstration.
type Citizen struct {
	ID      string // posted as "citizen"
	Name    string
	TaxCode string
	Story   string // one sentence: why one would try with them
}

// Stop says kindly why one cannot apply.
type Stop struct {
	Frame
	Reasons []Reason
	BackURL string // the page whose answers led here
	Exits   []Link
}

// Reason is one reason of a Stop.
type Reason struct {
	Text    string
	Instead string // where to go instead, Markdown
	Rule    string
	Changes []Link // the answers it rests on, each leading to its field
}

// Waiting is an application that waits for a payment before it is sent.
type Waiting struct {
	Frame
	Reference string
	Costs     *Costs
	Action    string // posted to pay (_action=pay) or to change the answers (_action=back)
	Simulated bool   // of a demonstration: the payment is only simulated
	CheckURL  string // looks again whether the payment has arrived
	BackURL   string // the summary
	Failed    bool   // a payment was tried and did not succeed
}

// Message is any other screen that only says something.
type Message struct {
	Frame
	Heading string
	Text    string   // Markdown
	Items   []string // more, as a list
	Links   []Link   // where to go from here; the first is a button
	Code    string   // what to tell the assistance, or ""
	Kind    string   // "", info, success, warning or error
}

package definitions

import (
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DefaultZone is the zone of municipalities that name none.
const DefaultZone = "Europe/Rome"

// defaultDrafts is for how many days drafts are kept where none are named.
const defaultDrafts = "30"

// ReadProfile reads a municipality's profile.
func ReadProfile(file string, content []byte) (*Profile, Faults) {
	p := &Profile{}
	faults := Decode(file, content, p)
	faults = append(faults, checkProfile(p)...)
	p.defaults()
	return p, faults.Sorted()
}

// ReadParams reads a file of parameter values: service, parameter, value.
func ReadParams(file string, content []byte) (map[string]Map[Literal], Faults) {
	var services Map[Map[Literal]]
	faults := Decode(file, content, &services)
	values := map[string]Map[Literal]{}
	for _, s := range services {
		faults.names().id(s.Key)
		values[s.Key.Value] = s.Value
	}
	return values, faults.Sorted()
}

func (p *Profile) defaults() {
	if p.Zone.Value == "" {
		p.Zone = String{DefaultZone, p.Pos}
	}
	if p.Drafts.Value == "" {
		p.Drafts = String{defaultDrafts, p.Pos}
	}
	p.Menu.defaults(p.Site)
	if len(p.Languages) == 0 {
		p.Languages = []String{{"it", p.Pos}}
	}
}

// defaults are the addresses that the national model gives these pages.
func (m *Menu) defaults(site String) {
	for page, path := range map[*String]string{&m.Management: "/amministrazione", &m.News: "/novita", &m.Live: "/vivere-il-comune"} {
		if page.Value == "" {
			*page = String{strings.TrimRight(site.Value, "/") + path, site.Pos}
		}
	}
}

// DraftDays is how many days a draft is kept that nobody changes any more; 0 if
// what the profile says is no number from 7 to 365.
func (p *Profile) DraftDays() int {
	days, err := strconv.Atoi(p.Drafts.Value)
	if err != nil || days < 7 || days > 365 {
		return 0
	}
	return days
}

// Location gives the municipality's time zone.
func (p *Profile) Location() (*time.Location, error) { return time.LoadLocation(p.Zone.Value) }

// Holiday gives the month and day of the local holiday.
func (p *Profile) Holiday() (time.Month, int) {
	// A leap year, so that 29 February is a day too.
	t, err := time.Parse(time.DateOnly, "2000-"+p.Patron.Value)
	if err != nil {
		return 0, 0
	}
	return t.Month(), t.Day()
}

// Office finds an office by its id.
func (p *Profile) Office(id string) (Office, bool) {
	for _, o := range p.Offices {
		if o.ID.Value == id {
			return o, true
		}
	}
	return Office{}, false
}

// The shapes of the codes of a municipality.
var (
	provinceShape = regexp.MustCompile(`^[A-Z]{2}$`)
	istatShape    = regexp.MustCompile(`^[0-9]{6}$`)
	belfioreShape = regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	ipaShape      = regexp.MustCompile(`^[A-Za-z0-9_-]{3,20}$`)
	taxShape      = regexp.MustCompile(`^[0-9]{11}$`)
	languageShape = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)
)

func checkProfile(p *Profile) Faults {
	var fs Faults
	for _, c := range []struct {
		s     String
		shape *regexp.Regexp
		like  string
	}{
		{p.Province, provinceShape, "PI"},
		{p.Istat, istatShape, "'050026'"},
		{p.Belfiore, belfioreShape, "G702"},
		{p.IPA, ipaShape, "c_g702"},
		{p.Contacts.TaxCode, taxShape, "'00341620508'"},
		{p.Contacts.VAT, taxShape, "'00341620508'"},
	} {
		expect(&fs, c.s, c.shape.MatchString(c.s.Value), c.like)
	}
	for _, l := range p.Languages {
		expect(&fs, l, languageShape.MatchString(l.Value), "it")
	}
	month, _ := p.Holiday()
	expect(&fs, p.Patron, month > 0, "'06-17'")
	_, err := time.LoadLocation(p.Zone.Value)
	expect(&fs, p.Zone, err == nil, DefaultZone)
	expect(&fs, p.Drafts, p.DraftDays() > 0, "30, a number of days from 7 to 365")
	expect(&fs, p.Crest, goodPath(p.Crest.Value) && picture(p.Crest.Value), "stemma.svg")
	checkReach(&fs, p)
	checkProviders(&fs, p)
	return fs
}

// checkProviders checks where citizens sign in.
func checkProviders(fs *Faults, p *Profile) {
	n := fs.names()
	for _, o := range p.Identity {
		n.id(o.ID)
		expect(fs, o.Kind, slices.Contains([]string{"spid", "cie", "eidas", "other"}, o.Kind.Value), "spid")
		expect(fs, o.Issuer, issuer(o.Issuer.Value), "https://accesso.regione.example")
		for _, e := range o.Levels {
			expect(fs, e.Key, slices.Contains([]string{"1", "2", "3"}, e.Key.Value), "2")
		}
		for _, e := range o.Claims {
			if !slices.Contains(Attributes, e.Key.Value) {
				fs.Add(e.Key.Pos, CodeProfile, didYouMean(e.Key.Value, Attributes), "%q is no attribute of a person", e.Key.Value)
			}
		}
	}
}

// issuer allows https, and http on this machine only.
func issuer(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	here := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1"
	return u.Scheme == "https" || u.Scheme == "http" && here
}

// picture reports whether a file is of a kind that browsers show everywhere.
func picture(name string) bool {
	return strings.HasSuffix(name, ".svg") || strings.HasSuffix(name, ".png")
}

// checkReach checks addresses of every sort, the offices' included.
func checkReach(fs *Faults, p *Profile) {
	pages := []String{p.Site, p.RegionSite, p.Menu.Management, p.Menu.News, p.Menu.Live}
	pages = append(pages, p.Links.all()...)
	for _, s := range p.Social {
		pages = append(pages, s.Value)
	}
	letters := []String{p.Contacts.Email, p.Contacts.PEC}
	n := fs.names()
	for _, o := range p.Offices {
		n.shape(o.ID, checkShape, "write letters, digits, hyphens and _")
		letters = append(letters, o.Email, o.PEC)
		pages = append(pages, o.Page)
	}
	for _, s := range pages {
		expect(fs, s, webAddress(s.Value), "https://www.comune.pisa.it/privacy")
	}
	for _, s := range letters {
		_, err := mail.ParseAddress(s.Value)
		expect(fs, s, err == nil && !strings.ContainsAny(s.Value, "<> "), "urp@comune.pisa.it")
	}
	for _, s := range p.Parameters {
		fs.names().id(s.Key)
	}
}

func (l Links) all() []String {
	return []String{l.Privacy, l.Accessibility, l.Legal, l.Transparency, l.Report, l.Booking, l.FAQ, l.Assistance, l.Sitemap, l.Media, l.Improvement}
}

// webAddress allows pages of the web and of this site, and nothing that runs.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	if err != nil || strings.ContainsAny(s, " \\") {
		return false
	}
	web := (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
	here := u.Scheme == "" && u.Host == "" && strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//")
	return web || here
}

// expect tells of a value that was given and is not as it must be.
func expect(fs *Faults, s String, good bool, like string) {
	if s.Value != "" && !good {
		fs.Add(s.Pos, CodeProfile, "write it like "+like, "%q has not the form that it must have", s.Value)
	}
}

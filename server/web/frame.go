package web

import (
	"bytes"
	"cmp"
	"path"
	"strings"

	"sportello/definitions"
	"sportello/engine"
	"sportello/renderer"
)

// held is a page before it is sent.
type held = bytes.Buffer

// frame is what stands around every screen.
func (s *Site) frame(v *visit, title string) renderer.Frame {
	lang := s.language(v)
	f := renderer.Frame{
		Lang: lang, Languages: s.languageLinks(v, nil), Title: title, Path: v.URL.Path,
		Demo: s.Demo, Municipality: s.municipality,
	}
	if v.session != nil {
		f.AreaURL = "/area"
	}
	if v.signedIn() {
		f.User, f.SignOutURL, f.Session = v.name(), "/esci", s.secondsLeft(v.session)
	} else if s.canSignIn() {
		f.SignInURL = signInAddress(comeBack(v))
	}
	return f
}

// titled is a frame whose title stands in the catalogue.
func (s *Site) titled(v *visit, key string) renderer.Frame {
	f := s.frame(v, "")
	f.Title = f.Words().Text(key, nil)
	return f
}

// comeBack is where one goes on after signing in: to the draft one was at, or
// to the personal area.
func comeBack(v *visit) string {
	if strings.HasPrefix(v.URL.Path, "/domande/") || strings.HasPrefix(v.URL.Path, "/pratiche/") {
		return v.URL.Path
	}
	return "/area"
}

// inService is the frame of a screen of a service.
func (s *Site) inService(v *visit, p *engine.Program, title string) renderer.Frame {
	f := s.frame(v, title)
	wanted := cmp.Or(v.chosen, f.Lang)
	if f.Lang = p.Language(f.Lang); f.Lang != wanted {
		f.Wanted = wanted
	}
	f.Languages = s.languageLinks(v, p)
	f.Service, f.ServiceID = p.Words(p.Service().Title, f.Lang), p.ID()
	f.Crumbs = s.crumbs(f, renderer.Link{Text: f.Words().Text("home.title", nil), URL: servicesAddress})
	if category := categoryOf(p, f.Words()); category.Text != "" {
		f.Crumbs = append(f.Crumbs, category)
	}
	return f
}

// crumbs are a way from the home page.
func (s *Site) crumbs(f renderer.Frame, links ...renderer.Link) []renderer.Link {
	return append([]renderer.Link{{Text: f.Words().Text("home", nil), URL: "/"}}, links...)
}

// here is the present screen, in words of the catalogue.
func here(f renderer.Frame, key string) renderer.Link {
	return renderer.Link{Text: f.Words().Text(key, nil)}
}

// crumb adds the present screen to the way here.
func crumb(f renderer.Frame, links ...renderer.Link) renderer.Frame {
	f.Crumbs = append(f.Crumbs, links...)
	return f
}

// CrestName is what the crest of a municipality is called among the assets.
func CrestName(p *definitions.Profile) string { return "crest/crest" + path.Ext(p.Crest.Value) }

// crest is the address of the crest; "" if there is none.
func crest(p *definitions.Profile, assets *renderer.Assets) string {
	if name := CrestName(p); assets.Has(name) {
		return assets.URL(name)
	}
	return ""
}

// municipality is the profile as header and footer show it.
func municipality(p *definitions.Profile) renderer.Municipality {
	m := renderer.Municipality{
		Name: p.Title.Value, Region: p.Region.Value, RegionURL: p.RegionSite.Value, URL: p.Site.Value,
		Address: p.Contacts.Address.Value,
		TaxCode: p.Contacts.TaxCode.Value, VAT: p.Contacts.VAT.Value,
		Phone: p.Contacts.Phone.Value, Email: p.Contacts.Email.Value, PEC: p.Contacts.PEC.Value,
		Menu: menu(p.Menu), EU: p.Funding.EU,
		Links: renderer.Links{
			FAQ: p.Links.FAQ.Value, Assistance: p.Links.Assistance.Value, Booking: p.Links.Booking.Value,
			Report: p.Links.Report.Value, Transparency: p.Links.Transparency.Value, Privacy: p.Links.Privacy.Value,
			Legal: p.Links.Legal.Value, Accessibility: p.Links.Accessibility.Value,
			SiteMap: p.Links.Sitemap.Value, Improvement: p.Links.Improvement.Value, Media: p.Links.Media.Value,
		},
	}
	for _, e := range p.Social {
		m.Social = append(m.Social, renderer.Link{Text: e.Key.Value, URL: e.Value.Value})
	}
	for _, o := range p.Offices {
		m.Offices = append(m.Offices, office(o))
	}
	return m
}

// menu is the first level that all sites of municipalities have.
func menu(m definitions.Menu) []renderer.MenuItem {
	return []renderer.MenuItem{
		{Name: "management", URL: m.Management.Value}, {Name: "news", URL: m.News.Value},
		{Name: "all-services", URL: "/servizi"}, {Name: "live", URL: m.Live.Value},
	}
}

func office(o definitions.Office) renderer.Office {
	return renderer.Office{
		ID: o.ID.Value, Name: o.Name.Value, Address: o.Address.Value, Hours: o.Hours.Value,
		Phone: o.Phone.Value, Email: o.Email.Value, PEC: o.PEC.Value, URL: o.Page.Value,
		Responsible: o.Responsible.Value,
	}
}

// officeNamed finds an office of the municipality; nil if there is none.
func (s *Site) officeNamed(id string) *renderer.Office {
	for i := range s.municipality.Offices {
		if s.municipality.Offices[i].ID == id {
			return &s.municipality.Offices[i]
		}
	}
	return nil
}

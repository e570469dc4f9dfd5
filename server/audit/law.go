package audit

import (
	"slices"
	"strings"

	"sportello/server/visitor"
)

// cookies: C.SE.3.1.
func cookies(f *finding, v *site) {
	var names, open []string
	for _, c := range v.watch.cookies {
		if c.domain != "" {
			f.wrong("il cookie %s vale anche per altri siti di %s", c.name, c.domain)
		}
		if !c.kept && !slices.Contains(open, c.name) {
			open = append(open, c.name)
			f.wrong("il cookie %s si legge da altri: manca HttpOnly o SameSite", c.name)
		}
		if !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	f.saw("cookie che il sito ha scritto: %s", strings.Join(names, ", "))
	for _, tag := range []struct{ tag, attribute string }{{"script", "src"}, {"img", "src"}, {"iframe", "src"}, {"link", "href"}} {
		outside(f, v, tag.tag, tag.attribute)
	}
}

// accessibility: C.SE.3.2.
func accessibility(f *finding, v *site) {
	linked(f, v, "accessibility-link", "https://form.agid.gov.it/", "alla dichiarazione su form.agid.gov.it")
}

// privacy: C.SE.3.3.
func privacy(f *finding, v *site) {
	linked(f, v, "privacy-policy-link", "http", "all'informativa")
}

// linked holds every page to a link.
func linked(f *finding, v *site, mark, begins, where string) {
	all, with := v.all(), 0
	for _, p := range all {
		if hasLink(p.Marked(mark), begins) {
			with++
			continue
		}
		f.wrong("%s: manca il collegamento %s", p.URL.Path, where)
	}
	f.saw("%d pagine su %d con il collegamento %s", with, len(all), where)
}

func hasLink(elements []visitor.Element, begins string) bool {
	return slices.ContainsFunc(elements, func(e visitor.Element) bool { return strings.HasPrefix(e.Attr("href"), begins) })
}

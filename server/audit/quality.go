package audit

import (
	"crypto/tls"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sportello/server/visitor"
)

var family = regexp.MustCompile(`@font-face\s*\{[^}]*font-family:\s*["']?([^;"']+)`)

// modelFonts are those that the model allows.
var modelFonts = []string{"Titillium Web", "Lora", "Roboto Mono"}

// fonts: C.SE.1.3.
func fonts(f *finding, v *site) {
	for _, sheet := range v.home.Elements(func(e visitor.Element) bool { return e.Tag() == "link" && e.Attr("rel") == "stylesheet" }) {
		text, err := v.text(sheet.Attr("href"))
		if err != nil {
			f.wrong("il foglio di stile %s non si legge", sheet.Attr("href"))
			continue
		}
		for _, m := range family.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(modelFonts, m[1]) {
				f.wrong("carattere non ammesso: %s", m[1])
			}
		}
		f.must(strings.Contains(text, "Titillium Web"), "il foglio di stile %s usa Titillium Web", sheet.Attr("href"))
	}
	outside(f, v, "link", "href")
}

// outside says what of the pages would be fetched from another host.
func outside(f *finding, v *site, tag, attribute string) {
	for _, p := range v.all() {
		for _, e := range p.Tags(tag) {
			if u, err := url.Parse(e.Attr(attribute)); err == nil && u.Host != "" && u.Host != p.URL.Host && e.Attr("rel") != "canonical" {
				f.wrong("%s carica %s da un altro sito", p.URL.Path, e.Attr(attribute))
			}
		}
	}
}

// heaviest is how many bytes of HTML a page may have before it is called heavy.
const heaviest = 500 << 10

// speed: C.SE.4.1.
func speed(f *finding, v *site) {
	var slow load
	for _, l := range v.watch.loads {
		if l.took > slow.took {
			slow = *l
		}
		if l.bytes > heaviest {
			f.wrong("%s pesa %d KB", l.path, l.bytes>>10)
		}
	}
	f.saw("%d pagine lette; la più lenta in %d ms (%s)", len(v.watch.loads), slow.took.Milliseconds(), slow.path)
}

// secure: C.SE.5.1.
func secure(f *finding, v *site) {
	u, err := url.Parse(v.URL)
	if err != nil || u.Scheme != "https" {
		return // here nobody can tell
	}
	version, err := v.tlsVersion(u)
	f.must(err == nil && version >= tls.VersionTLS12, "TLS 1.2 o successivo")
}

// domain: C.SE.5.2.
func domain(f *finding, v *site) {
	u, err := url.Parse(v.URL)
	if err != nil || !strings.Contains(u.Hostname(), ".comune.") {
		return // a trial on this machine
	}
	f.must(strings.HasPrefix(u.Hostname(), "servizi.comune."), "il sito è %s", u.Hostname())
}

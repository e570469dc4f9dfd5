package function

import "strings"

// streetKinds are the usual abbreviations of kinds of streets, as norm leaves
// them: a dot has become a space.
var streetKinds = map[string]string{
	"v": "via", "v le": "viale", "vle": "viale", "vl": "viale",
	"p": "piazza", "p za": "piazza", "p zza": "piazza", "pza": "piazza", "pzza": "piazza",
	"p le": "piazzale", "ple": "piazzale", "p tta": "piazzetta", "p ta": "piazzetta",
	"c so": "corso", "cso": "corso", "l go": "largo", "lgo": "largo",
	"lung no": "lungarno", "l no": "lungarno", "vic": "vicolo", "v lo": "vicolo",
	"str": "strada", "s da": "strada", "fraz": "frazione", "loc": "localita", "b go": "borgo",
}

// normStreet writes an address as it counts in comparisons.
func normStreet(s string) string {
	words := strings.Fields(norm(s))
	for n := min(2, len(words)-1); n > 0; n-- {
		if kind, ok := streetKinds[strings.Join(words[:n], " ")]; ok {
			words = append([]string{kind}, words[n:]...)
			break
		}
	}
	kept := words[:0]
	for i, w := range words {
		number := isDigit(w[0])
		if w == "n" && i+1 < len(words) && isDigit(words[i+1][0]) {
			continue
		}
		if number {
			w = strings.TrimLeft(w, "0")
		}
		if w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// mostJoined bounds a joined text.
const mostJoined = 20_000

func join(_ Context, list []any, between string) any {
	texts := make([]string, 0, len(list))
	length := 0
	for _, v := range list {
		if s, ok := v.(string); ok {
			texts = append(texts, s)
			length += len(s) + len(between)
		}
	}
	if length > mostJoined {
		return nil
	}
	return textOrNone(strings.Join(texts, between))
}

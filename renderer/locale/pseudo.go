package locale

import (
	"strings"
	"sync"
)

// Pseudo is a language that nobody speaks, for development: Italian with every
// letter accented and every vowel twice. Text that is not in a catalogue shows
// at once, because it can be read, and so does a layout that has no room for
// longer languages.
const Pseudo = "qps"

var pseudoWords = sync.OnceValue(func() Words {
	italian := catalogues()[first]
	texts := make(map[string]string, len(italian.texts))
	for key, text := range italian.texts {
		texts[key] = Accented(text)
	}
	return Words{lang: Pseudo, texts: texts, style: italian.style, plurals: italian.plurals}
})

// Accented writes a text as the pseudo-language does. What stands in braces,
// and the addresses of links, stay.
func Accented(text string) string {
	var b strings.Builder
	for text != "" {
		begin, end := strings.IndexByte(text, '{'), "}"
		if link := strings.Index(text, "]("); link >= 0 && (begin < 0 || link < begin) {
			begin, end = link, ")"
		}
		if begin < 0 {
			b.WriteString(pseudo.Replace(text))
			break
		}
		stop := strings.Index(text[begin:], end)
		if stop < 0 {
			stop = len(text) - begin - len(end)
		}
		b.WriteString(pseudo.Replace(text[:begin]) + text[begin:begin+stop+len(end)])
		text = text[begin+stop+len(end):]
	}
	return b.String()
}

var pseudo = strings.NewReplacer(
	"a", "àá", "b", "ƀ", "c", "ç", "d", "ð", "e", "èé", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "ìí",
	"j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ", "n", "ñ", "o", "òó", "p", "þ", "q", "ʠ", "r", "ŕ",
	"s", "š", "t", "ţ", "u", "ùú", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
	"A", "ÀÁ", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "ÈÉ", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "ÌÍ",
	"J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ṁ", "N", "Ñ", "O", "ÒÓ", "P", "Þ", "Q", "Ǫ", "R", "Ŕ",
	"S", "Š", "T", "Ţ", "U", "ÙÚ", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
)

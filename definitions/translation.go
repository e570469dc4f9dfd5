package definitions

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Translation is a file i18n/<language>.yaml beside a service or block: its
// texts in another language, by their keys.
type Translation struct {
	Language String          `key:"language" need:"yes" doc:"The language; the file is called after it." eg:"en"`
	Texts    Map[Translated] `key:"texts" doc:"The texts by their keys. sportello translate writes them."`
	Pos      Pos
}

// Translated is one text with its translation. A translation holds only as
// long as its source is the text of the service: it is not shown when the
// Italian has changed.
type Translated struct {
	Source Text `key:"source" need:"yes" doc:"The Italian text that was translated."`
	Was    Text `key:"was" doc:"The Italian text as it was when it was translated, where it has changed since. Remove it when the translation is right again."`
	Text   Text `key:"text" blank:"yes" doc:"The translation. It carries the same answers. Nothing where nobody has translated it yet."`
	Note   Text `key:"note" doc:"A note among translators."`
	Pos    Pos
}

// done reports whether it is a translation of a text as it is now.
func (t Translated) done(source string) bool {
	return t.Source.Value == source && t.Was.Value == "" && t.Text.Value != ""
}

// translationDir holds the translations, beside service.yaml or block.yaml.
const translationDir = "i18n"

// Spoken is a service in another language.
type Spoken struct {
	Words map[Pos]string // the translations, by the place of the source
	Begun bool           // the service has a file of this language
	Gaps  []Gap          // what is not translated
}

// Gap is a text without a translation, or with one of an older text.
type Gap struct {
	Keyed
	File  string // where the translation should stand
	Stale bool
}

// In gives the texts of the service, and of all blocks it uses, in a language.
func (l *Loaded) In(language string) Spoken {
	out := Spoken{Words: map[Pos]string{}}
	_, out.Begun = l.Translations["."].Find(language)
	for _, dir := range slices.Sorted(maps.Keys(l.Translations)) {
		file, _ := l.Translations[dir].Find(language)
		found := match(file)
		for _, text := range l.Texts[dir] {
			switch t, known := found(text); {
			case known && t.done(text.Text.Value):
				out.Words[text.Text.Pos] = t.Text.Value
			default:
				out.Gaps = append(out.Gaps, Gap{text, path.Join(dir, translationDir, language+".yaml"), known && t.Text.Value != ""})
			}
		}
	}
	return out
}

// Complete reports whether every text is translated.
func (s Spoken) Complete() bool { return s.Begun && len(s.Gaps) == 0 }

// match finds the translation of a text: under its key, or under that of the
// same text elsewhere, which was moved.
func match(file *Translation) func(Keyed) (Translated, bool) {
	if file == nil {
		return func(Keyed) (Translated, bool) { return Translated{}, false }
	}
	byKey, elsewhere := map[string]Translated{}, map[string]Translated{}
	for _, e := range file.Texts {
		byKey[e.Key.Value] = e.Value
		if t := e.Value; t.done(t.Source.Value) {
			elsewhere[t.Source.Value] = t
		}
	}
	return func(text Keyed) (Translated, bool) {
		here, known := byKey[text.Key]
		if moved, ok := elsewhere[text.Text.Value]; ok && !here.done(text.Text.Value) && here.Was.Value == "" {
			return moved, true
		}
		return here, known
	}
}

// translations reads the translations of the service and of its blocks.
func (l *loader) translations() {
	t := &texts{}
	l.out.Texts = map[string][]Keyed{".": t.of(l.out.Service)}
	for _, b := range l.out.Blocks {
		l.out.Texts[b.Dir] = t.of(b)
	}
	for _, dir := range sortedKeys(l.out.Texts) {
		l.out.Translations[dir] = nil
		for _, name := range l.from.files(path.Join(dir, translationDir)) {
			l.translation(dir, name)
		}
	}
}

var translationName = regexp.MustCompile(`^([a-z]{2,3})\.(yaml|json)$`)

func (l *loader) translation(dir, name string) {
	file := path.Join(dir, translationDir, name)
	place := Pos{file, 1, 1}
	m := translationName.FindStringSubmatch(name)
	if m == nil {
		l.faults.Add(place, CodeFileName, "call it after a language: en.yaml", "%s is no file of translations", name)
		return
	}
	content, err := l.open(file, MaxFileBytes, place)
	if err != nil {
		return
	}
	t := &Translation{}
	l.faults = append(l.faults, Decode(file, content, t)...)
	if t.Language.Value != m[1] && t.Language.Value != "" {
		l.faults.Add(t.Language.Pos, CodeTranslation, "write language: "+m[1]+", or call the file "+t.Language.Value+".yaml", "the file is called %s, and its language %s", name, t.Language.Value)
	}
	for _, e := range t.Texts {
		l.sameAnswers(e.Value)
	}
	l.out.Translations[dir] = append(l.out.Translations[dir], Entry[*Translation]{String{m[1], place}, t})
}

// answerName is {path} or {path|words}.
var answerName = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}]*))?\}`)

// sameAnswers holds a translation to the answers that its source carries.
func (l *loader) sameAnswers(t Translated) {
	if t.Text.Value == "" || t.Was.Value != "" {
		return
	}
	if wanted, found := answersIn(t.Source.Value), answersIn(t.Text.Value); !slices.Equal(wanted, found) {
		l.faults.Add(t.Text.Pos, CodeTranslation, "carry the same answers as the source: "+strings.Join(wanted, " "), "the source carries other answers than the translation")
	}
}

// answersIn are the answers that a text carries, in order of name. Whether one
// has words for when it is unanswered is part of it.
func answersIn(text string) []string {
	var out []string
	for _, m := range answerName.FindAllStringSubmatchIndex(text, -1) {
		name := "{" + strings.TrimSpace(text[m[2]:m[3]])
		if m[4] >= 0 {
			name += "|…"
		}
		out = append(out, name+"}")
	}
	slices.Sort(out)
	return out
}

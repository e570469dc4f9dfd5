package definitions

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// ReadBlockTexts reads one block of a library, to translate it.
func ReadBlockTexts(library fs.FS, name string) *Loaded {
	l := newLoader(folders{library, library})
	l.block(name, Pos{File: name, Line: 1, Column: 1})
	l.translations()
	return l.out
}

// Dirs are the folders of the service that have texts: its own, and those of
// the blocks that it uses.
func (l *Loaded) Dirs() []string { return sortedKeys(l.Translations) }

// Rewritten is a file of translations brought up to date.
type Rewritten struct {
	Name    string // in the bundle
	Content []byte
	Open    int          // texts without a translation
	Stale   int          // translations of an older text
	Dropped []Translated // translations of texts that there are no more
}

// Translation brings the file of a folder and language up to date: a new text
// comes without a translation; one whose Italian has changed keeps its
// translation, with the Italian of then; what is gone is dropped.
func (l *Loaded) Translation(dir, language string) Rewritten {
	out := Rewritten{Name: path.Join(dir, translationDir, language+".yaml")}
	file, _ := l.Translations[dir].Find(language)
	found, used := match(file), map[string]bool{}
	var b bytes.Buffer
	fmt.Fprintf(&b, "language: %s\ntexts:\n", language)
	for _, text := range l.Texts[dir] {
		t, known := found(text)
		used[t.Text.Value] = true
		if known && t.Source.Value != text.Text.Value && t.Text.Value != "" && t.Was.Value == "" {
			t.Was = t.Source
		}
		t.Source = text.Text
		switch {
		case t.Text.Value == "":
			out.Open++
		case t.Was.Value != "":
			out.Stale++
		}
		writeEntry(&b, text.Key, t)
	}
	if file != nil {
		for _, e := range file.Texts {
			if e.Value.Text.Value != "" && !used[e.Value.Text.Value] {
				out.Dropped = append(out.Dropped, e.Value)
			}
		}
	}
	out.Content = b.Bytes()
	return out
}

func writeEntry(b *bytes.Buffer, key string, t Translated) {
	fmt.Fprintf(b, "  %s:\n", key)
	for _, line := range []struct {
		name string
		text Text
	}{{"source", t.Source}, {"was", t.Was}, {"text", t.Text}, {"note", t.Note}} {
		if line.text.Value != "" || line.name == "text" {
			fmt.Fprintf(b, "    %s: %s\n", line.name, scalar(line.text.Value))
		}
	}
}

// scalar writes a text as YAML: one line in quotes, several as they are.
func scalar(text string) string {
	if body := strings.TrimSuffix(text, "\n"); strings.Contains(body, "\n") && plainLines(body) {
		sign := "|-"
		if body != text {
			sign = "|"
		}
		return sign + "\n      " + strings.ReplaceAll(strings.ReplaceAll(body, "\n", "\n      "), "\n      \n", "\n\n")
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(text) // a text always encodes
	return strings.TrimSpace(b.String())
}

// plainLines reports whether lines may be written as they are.
func plainLines(body string) bool {
	for line := range strings.SplitSeq(body, "\n") {
		if strings.TrimRight(line, " \t\r") != line {
			return false
		}
	}
	return !strings.HasPrefix(body, " ") && !strings.HasPrefix(body, "\n") && !strings.HasSuffix(body, "\n") && !strings.ContainsAny(body, "\t\r\x00\u0085\u2028\u2029")
}

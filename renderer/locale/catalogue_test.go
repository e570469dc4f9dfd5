package locale_test

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sportello/renderer/locale"
)

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	content, err := os.ReadFile("messages/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(content, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

// placeholders are the arguments that a text names, in order of name.
func placeholders(text string) []string {
	found := regexp.MustCompile(`\{[^}]*\}`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}

// counted are the keys that count, without their forms.
func counted(texts map[string]string) []string {
	var out []string
	for key := range texts {
		if name, ok := strings.CutSuffix(key, ".other"); ok {
			if _, counts := texts[name+".one"]; counts {
				out = append(out, name)
			}
		}
	}
	return out
}

// keys are the keys that a language must have, each with the Italian text that
// its own is held to.
func keys(italian map[string]string, lang string) map[string]string {
	out := maps.Clone(italian)
	for _, name := range counted(italian) {
		other := italian[name+".other"]
		delete(out, name+".one")
		delete(out, name+".other")
		for _, form := range locale.Forms(lang) {
			out[name+"."+form] = other
		}
	}
	return out
}

// Whoever adds a text writes it in every language. The message says which file
// lacks what, with the Italian words.
func TestCataloguesSayTheSame(t *testing.T) {
	italian := catalogue(t, "it")
	for _, lang := range locale.Languages() {
		has, file := catalogue(t, lang), "renderer/locale/messages/"+lang+".json"
		wanted := keys(italian, lang)
		for _, key := range slices.Sorted(maps.Keys(wanted)) {
			text, ok := has[key]
			switch {
			case !ok:
				t.Errorf("%s lacks %q: %q", file, key, wanted[key])
			case strings.Trim(text, " \n\t") == "":
				t.Errorf("%s: %q is empty", file, key)
			case !sameArguments(key, wanted[key], text):
				t.Errorf("%s: %q names %v, and in Italian %v", file, key, placeholders(text), placeholders(wanted[key]))
			}
		}
		for _, key := range slices.Sorted(maps.Keys(has)) {
			if _, ok := wanted[key]; !ok {
				t.Errorf("%s has %q, which it.json has not, or which is no plural form of the language (%v)", file, key, locale.Forms(lang))
			}
		}
	}
}

// sameArguments lets the words for exactly one thing leave its number out.
func sameArguments(key, italian, text string) bool {
	wanted, found := placeholders(italian), placeholders(text)
	if strings.HasSuffix(key, ".one") && !slices.Contains(found, "{n}") {
		wanted = slices.DeleteFunc(wanted, func(s string) bool { return s == "{n}" })
	}
	return slices.Equal(wanted, found)
}

func TestNoKeyTwice(t *testing.T) {
	for _, lang := range locale.Languages() {
		content, err := os.ReadFile("messages/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]+)":`).FindAllSubmatch(content, -1) {
			if seen[string(m[1])] {
				t.Errorf("renderer/locale/messages/%s.json has %q twice", lang, m[1])
			}
			seen[string(m[1])] = true
		}
	}
}

// A language that had a text for one only would miss its others.
func TestTextsThatCountHaveAllForms(t *testing.T) {
	if len(counted(catalogue(t, "it"))) == 0 {
		t.Error("no text counts: the test looks for nothing")
	}
	for lang, want := range map[string]string{"it": "one other", "de": "one other", "fr": "one other", "en": "one other", "sl": "few one other two"} {
		if got := strings.Join(locale.Forms(lang), " "); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}

func TestLanguagesCallThemselves(t *testing.T) {
	if got := locale.Languages()[0]; got != "it" {
		t.Errorf("the first language is %s", got)
	}
	names := map[string]bool{}
	for _, lang := range locale.Languages() {
		names[locale.For(lang).Name()] = true
	}
	if len(names) != len(locale.Languages()) {
		t.Errorf("two languages call themselves the same: %v", names)
	}
}

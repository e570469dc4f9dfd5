package definitions

import (
	"slices"
	"unicode/utf8"
)

// longestSummary is how long the national model lets the short description be.
const longestSummary = 160

// Unpublishable tells what a service sheet lacks of what the national model
// wants on it. A service with such faults can be played, but not published. A
// service without any sheet is still being tried out, and only warned of.
func Unpublishable(s *Service) Faults {
	var fs Faults
	if s.Sheet.Pos.Line == 0 {
		fs.Warn(s.Pos, CodeSheet, "write sheet: with category, topics, summary and what else a citizen should know", "the service has no sheet: it can be tried, and not be published")
		return fs
	}
	s.Sheet.texts(&fs)
	s.Sheet.words(&fs)
	if s.Fees != nil && s.Sheet.Costs.Value == "" {
		fs.Add(s.Sheet.Pos, CodeSheet, "say in words what it costs", "the service has fees, and its sheet no costs:")
	}
	if len(s.Deadlines) == 0 {
		fs.Add(s.Pos, CodeSheet, "write deadlines: with the day by which the municipality concludes, counted with the parameter of sheet.days", "the service has no deadline")
	}
	return fs
}

// texts must be there.
func (s Sheet) texts(fs *Faults) {
	for _, part := range []struct {
		name  string
		given bool
	}{
		{"category", s.Category.Value != ""}, {"topics", len(s.Topics) > 0}, {"summary", s.Summary.Value != ""},
		{"audience", s.Audience.Value != ""}, {"how", s.How.Value != ""}, {"needed", len(s.Needed) > 0},
		{"result", s.Result.Value != ""}, {"timing", s.Timing.Value != ""}, {"days", s.Days.Given()},
		{"office", s.Office.Value != ""}, {"terms", s.Terms.Value != ""},
	} {
		if !part.given {
			fs.Add(s.Pos, CodeSheet, "add "+part.name+": to the sheet", "the sheet has no %s", part.name)
		}
	}
	if n := utf8.RuneCountInString(s.Summary.Value); n > longestSummary {
		fs.Add(s.Summary.Pos, CodeSheet, "say the rest in description", "the summary has %d characters; %d are allowed", n, longestSummary)
	}
}

// words must be those of the national model.
func (s Sheet) words(fs *Faults) {
	if s.Category.Value != "" {
		known(fs, s.Category, Categories(), "a category")
	}
	for _, t := range s.Topics {
		known(fs, t, Topics(), "a topic")
	}
}

func known(fs *Faults, word String, words []string, of string) {
	if !slices.Contains(words, word.Value) {
		fs.Add(word.Pos, CodeSheet, didYouMean(word.Value, words), "%q is not %s of the national model", word.Value, of)
	}
}

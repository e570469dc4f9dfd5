// Package field is the list of field types: how what a browser posts becomes a
// value, and how a value is shown in a form again.
//
// A type knows nothing of labels, rules or HTML. One file of a few lines in
// Types, one template in the renderer and one row in docs/language.md make a
// new one.
package field

import (
	"strings"
	"time"
	"unicode"

	"sportello/engine/function"
	"sportello/engine/value"
)

// Type is one field type.
type Type struct {
	Name string
	Kind value.Kind // of the value; for several values, of each
	// Many tells that the field posts any number of values.
	Many bool
	// Parse turns one posted text, trimmed and not blank, into a value. A code
	// other than "" says what is wrong with it.
	Parse func(text string, zone *time.Location) (v value.Value, code string)
	// Format shows a value in a form so that Parse gives it back.
	Format func(v value.Value) string
}

// Codes of problems that Parse finds.
const (
	CodeType  = "type"  // not of its kind
	CodeScale = "scale" // more decimals than allowed
)

// Types are all field types, in the order of the documentation.
var Types = []Type{
	{Name: "text", Kind: value.Text, Parse: parseLine, Format: formatText},
	{Name: "longtext", Kind: value.Text, Parse: parseLines, Format: formatText},
	{Name: "email", Kind: value.Text, Parse: parseEmail, Format: formatText},
	{Name: "phone", Kind: value.Text, Parse: parsePhone, Format: formatText},
	{Name: "integer", Kind: value.Num, Parse: parseInteger, Format: formatNumber},
	{Name: "decimal", Kind: value.Num, Parse: parseDecimal, Format: formatNumber},
	{Name: "money", Kind: value.Num, Parse: parseMoney, Format: formatMoney},
	{Name: "date", Kind: value.Day, Parse: parseDate, Format: formatDate},
	{Name: "time", Kind: value.Time, Parse: parseClock, Format: formatClock},
	{Name: "instant", Kind: value.Moment, Parse: parseInstant, Format: formatInstant},
	{Name: "yesno", Kind: value.YesNo, Parse: parseYesNo, Format: formatYesNo},
	{Name: "declaration", Kind: value.YesNo, Parse: parseYesNo, Format: formatYesNo},
	{Name: "choice", Kind: value.Text, Parse: parseLine, Format: formatText},
	{Name: "choices", Kind: value.Text, Many: true, Parse: parseLine, Format: formatText},
	{Name: "file", Kind: value.Text, Many: true, Parse: parseLine, Format: formatText},
}

// Named finds a type by its name.
func Named(name string) (Type, bool) {
	for _, t := range Types {
		if t.Name == name {
			return t, true
		}
	}
	return Type{}, false
}

// Of gives the type of the values of a field type, without options.
func (t Type) Of() value.Type {
	v := value.Type{Kind: t.Kind, Integer: t.Name == "integer", Money: t.Name == "money"}
	if t.Many {
		return value.List(v)
	}
	return v
}

// Clean removes what no answer may hold: control characters, and blanks at
// both ends. Line ends become \n.
func Clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}

func parseLine(text string, _ *time.Location) (value.Value, string) {
	return strings.Join(strings.Fields(text), " "), ""
}

func parseLines(text string, _ *time.Location) (value.Value, string) { return text, "" }

func formatText(v value.Value) string { s, _ := v.(string); return s }

// parseEmail accepts what mail servers accept in practice, and writes the
// domain in lower case.
func parseEmail(text string, _ *time.Location) (value.Value, string) {
	if !function.Email(text) {
		return nil, CodeType
	}
	name, domain, _ := strings.Cut(text, "@")
	return name + "@" + strings.ToLower(domain), ""
}

func parsePhone(text string, _ *time.Location) (value.Value, string) {
	if v := function.Phone(text); v != "" {
		return v, ""
	}
	return nil, CodeType
}

func parseYesNo(text string, _ *time.Location) (value.Value, string) {
	switch strings.ToLower(text) {
	case "yes", "true", "on", "si", "sì", "1":
		return true, ""
	case "no", "false", "0":
		return false, ""
	}
	return nil, CodeType
}

func formatYesNo(v value.Value) string {
	switch v {
	case true:
		return "yes"
	case false:
		return "no"
	}
	return ""
}

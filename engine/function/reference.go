package function

import "strings"

const referenceIntroduction = `# Functions

The functions that rules may call, besides those that [the language](language.md) itself has: ` + "`answered`, `lookup`" + ` and what works on lists.
This page is made from the table of functions; every example on it is run as a test.

An argument that is unanswered makes the result unanswered, or no if the function says yes or no.
The same holds for an argument that makes no sense: a day that no calendar has, a code of the wrong shape, a year before 1600 or after 2400.
A rule never fails.

In the examples ` + "`unanswered`" + ` stands for no value, and the holiday of the patron is 17 June.
`

// Reference gives the authors' page about all functions, in Markdown.
func Reference() string {
	var b strings.Builder
	b.WriteString(referenceIntroduction)
	for _, t := range themes() {
		b.WriteString("\n## " + t.title + "\n")
		for _, f := range t.functions {
			b.WriteString(f.markdown())
		}
	}
	return b.String()
}

func (f Function) markdown() string {
	s := "\n### " + f.Name + "\n\n`" + f.signature() + "`\n\n" + f.Doc + "\n\n" +
		"    " + f.Example + "  →  " + f.Gives + "\n"
	if f.Source != "" {
		s += "\nSource: " + f.Source + "\n"
	}
	return s
}

// signature writes a function as name(parameter: type, …) → type. What may be
// left out ends with a question mark.
func (f Function) signature() string {
	params := make([]string, len(f.Params))
	for i, p := range f.Params {
		params[i] = p.Name + optionalMark(p) + ": " + p.Type.String()
	}
	return f.Name + "(" + strings.Join(params, ", ") + ") → " + f.Result.String()
}

func optionalMark(p Param) string {
	if p.Optional {
		return "?"
	}
	return ""
}

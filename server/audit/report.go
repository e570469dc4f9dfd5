package audit

import (
	"embed"
	"encoding/json"
	"html/template"
	"io"
)

//go:embed report.html
var pages embed.FS

var page = template.Must(template.ParseFS(pages, "report.html"))

// HTML writes the report as one page that needs nothing else.
func (r *Report) HTML(w io.Writer) error { return page.Execute(w, r) }

// JSON writes the report for programs.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// Good reports whether a criterion is met.
func (r Result) Good() bool { return r.Verdict == Met }

// Bad reports whether a criterion is not met.
func (r Result) Bad() bool { return r.Verdict == Missed }

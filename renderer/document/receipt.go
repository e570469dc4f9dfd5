package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sportello/renderer"
	"sportello/renderer/locale"
)

// Receipt writes the receipt of an application.
func (f *Fonts) Receipt(view renderer.Receipt) ([]byte, error) {
	s := f.receipt(view)
	s.numbers(view)
	s.about(view)
	var b bytes.Buffer
	if err := s.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("document: receipt: %w", err)
	}
	return tagged(b.Bytes(), s.root, s.pdf.PageCount())
}

func (f *Fonts) receipt(view renderer.Receipt) *sheet {
	w := view.Words()
	s := newSheet(f)
	s.paragraph(view.Municipality.Name, strong)
	s.heading(1, w.Text("paper.title", nil))
	if view.Demo {
		s.paragraph(w.Text("demo.title", nil)+" "+w.Text("demo.text", nil), strong)
	}
	s.paragraph(w.Text("paper.attests", locale.Args{"municipality": view.Municipality.Name}), text)
	s.table(facts(w, view))
	s.terms(w, view)
	s.costs(w, view)
	s.attached(w, view)
	s.next(w, view)
	if len(view.Summary) > 0 {
		s.heading(2, w.Text("receipt.answers", nil))
		for _, section := range view.Summary {
			s.section(section)
		}
	}
	return s
}

// numbers writes at the foot of each page which it is, and of what.
func (s *sheet) numbers(view renderer.Receipt) {
	pages := s.pdf.PageCount()
	s.pdf.SetTextColor(90, 90, 90)
	for page := 1; page <= pages; page++ {
		s.pdf.SetPage(page)
		words := view.Words().Text("paper.page", locale.Args{
			"reference": view.Reference, "page": strconv.Itoa(page), "pages": strconv.Itoa(pages),
		})
		s.decoration(func() { s.write(left, foot, width, small, "R", words) })
	}
}

// about says what the document is, for those who file it.
func (s *sheet) about(view renderer.Receipt) {
	title := view.Words().Text("paper.title", nil) + " " + view.Reference
	s.pdf.SetTitle(title, true)
	s.pdf.SetAuthor(view.Municipality.Name, true)
	s.pdf.SetProducer("Sportello", true)
	s.pdf.SetLang(view.Words().Lang())
	s.pdf.SetCreationDate(view.Paper.Made)
	s.pdf.SetModificationDate(view.Paper.Made)
	s.pdf.SetXmpMetadata(metadata(title, view))
}

// facts are what identifies the application.
func facts(w locale.Words, view renderer.Receipt) []row {
	all := []row{
		{label: w.Text("receipt.reference", nil), says: given(view.Reference)},
		{label: w.Text("receipt.protocol", nil), says: given(view.Protocol)},
		{label: w.Text("paper.service", nil), says: given(view.Service)},
		{label: w.Text("paper.applicant", nil), says: given(view.Paper.Applicant)},
		{label: w.Text("paper.behalf", nil), says: given(view.Paper.Behalf)},
		{label: w.Text("receipt.date", nil), says: given(view.Sent)},
	}
	if view.Number != "" {
		all = append(all,
			row{label: w.Text("receipt.received", nil), says: given(view.Received)},
			row{label: w.Text("receipt.number", nil), says: given(view.Number, w.Text("receipt.order", nil))},
			row{label: view.Quota, says: given(view.Place)})
	}
	if o := view.Office; o != nil {
		all = append(all,
			row{label: w.Text("receipt.office", nil), says: given(o.Name, o.Address, o.Phone, o.Email, o.PEC)},
			row{label: w.Text("receipt.responsible", nil), says: given(o.Responsible)})
	}
	return answered(all)
}

// given are the texts that say something.
func given(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			out = append(out, t)
		}
	}
	return out
}

// answered are the rows that say something.
func answered(rows []row) []row {
	var out []row
	for _, r := range rows {
		if len(r.says) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// terms are the deadlines, and what silence means.
func (s *sheet) terms(w locale.Words, view renderer.Receipt) {
	var rows []row
	for _, m := range view.Timeline {
		if m.Date == view.Sent {
			continue // said above
		}
		date := m.Date
		if date == "" {
			date = w.Text("receipt.nodate", nil)
		}
		rows = append(rows, row{label: m.Title, says: append([]string{date}, renderer.Paragraphs(m.Text)...)})
	}
	if len(rows) > 0 {
		s.heading(2, w.Text("paper.terms", nil))
		s.table(rows)
	}
}

// costs are what is to be paid, and what was.
func (s *sheet) costs(w locale.Words, view renderer.Receipt) {
	if view.Fees != nil {
		s.sum(w, *view.Fees)
		s.paragraph(view.Paper.Payment, text)
	}
	if view.Scores != nil {
		s.sum(w, *view.Scores)
	}
}

// sum writes amounts under each other, and what they make together.
func (s *sheet) sum(w locale.Words, c renderer.Costs) {
	var rows []row
	for _, part := range c.Parts {
		rows = append(rows, row{label: part.Title, says: given(part.Amount), right: true})
	}
	rows = append(rows, row{label: w.Text("summary.total", nil), says: given(c.Total), right: true, total: true})
	s.heading(2, c.Title)
	s.table(answered(rows))
	s.paragraph(c.Provisional, small)
}

func (s *sheet) attached(w locale.Words, view renderer.Receipt) {
	var rows []row
	for _, a := range view.Paper.Attached {
		rows = append(rows, row{label: a.Name, says: given(a.About, "SHA-256"), fine: a.SHA256})
	}
	if len(rows) > 0 {
		s.heading(2, w.Text("paper.files", nil))
		s.table(rows)
	}
}

// next is what happens now, how to add something or withdraw, and what one can
// do about a decision or silence.
func (s *sheet) next(w locale.Words, view renderer.Receipt) {
	if len(view.Notices) > 0 {
		s.heading(2, w.Text("receipt.next", nil))
		for _, notice := range view.Notices {
			for _, paragraph := range renderer.Paragraphs(notice) {
				s.paragraph(paragraph, text)
			}
		}
	}
	s.heading(2, w.Text("paper.change", nil))
	s.paragraph(w.Text("paper.change.text", locale.Args{"reference": view.Reference}), text)
	s.heading(2, w.Text("paper.remedies", nil))
	s.paragraph(w.Text("paper.remedies.text", nil), text)
}

// section writes the answers of a page, a group or a row.
func (s *sheet) section(section renderer.Section) {
	s.heading(max(section.Level, 3), section.Title)
	var rows []row
	for _, line := range section.Lines {
		says := given(line.Text...)
		if len(says) == 0 {
			says = []string{"—"}
		}
		rows = append(rows, row{label: line.Label, says: says})
	}
	s.table(rows)
	for _, inner := range section.Sections {
		s.section(inner)
	}
}

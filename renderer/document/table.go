package document

// row is a row of a table: what it is about, and the paragraphs that it says.
type row struct {
	label string
	says  []string
	fine  string // more, in small print
	right bool   // an amount
	total bool
}

// table writes rows, each beginning with its header.
func (s *sheet) table(rows []row) {
	if len(rows) == 0 {
		return
	}
	table := s.root.add("Table")
	for _, r := range rows {
		s.row(table.add("TR"), r)
	}
	s.y += 2
}

// row writes a row over as many pages as it needs. A short one stays together.
func (s *sheet) row(e *element, r row) {
	look, align := text, "L"
	if r.total {
		look = strong
	}
	if r.right {
		align = "R"
	}
	const says = width - labels - gap
	header, answer := e.add("TH"), e.add("TD")
	label, lines := s.owned(header, r.label, labels, strong), []line(nil)
	alone := len(r.says) == 1 && r.fine == ""
	for _, paragraph := range r.says {
		lines = append(lines, s.owned(inside(answer, alone), paragraph, says, look)...)
	}
	if r.fine != "" {
		lines = append(lines, s.owned(inside(answer, alone), r.fine, says, small)...)
	}
	if short := max(len(label), len(lines)); short <= 6 {
		s.room(text.line*float64(short) + 2)
	}
	s.y++
	for len(label)+len(lines) > 0 {
		s.room(text.line)
		n := s.fit(text)
		l, a := min(n, len(label)), min(n, len(lines))
		s.column(left, labels, label[:l], text.line, "L")
		s.column(left+labels+gap, says, lines[:a], text.line, align)
		s.y += text.line * float64(max(l, a))
		label, lines = label[l:], lines[a:]
	}
	s.y++
	s.rule()
}

// inside is where a paragraph of a cell stands: it is the cell if it is alone.
func inside(cell *element, alone bool) *element {
	if alone {
		return cell
	}
	return cell.add("P")
}

// rule draws the line under a row.
func (s *sheet) rule() {
	s.decoration(func() {
		s.pdf.SetDrawColor(200, 205, 210)
		s.pdf.SetLineWidth(0.2)
		s.pdf.Line(left, s.y, left+width, s.y)
	})
}

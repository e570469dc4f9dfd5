package document

import (
	"bytes"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// The measures of a page, in millimetres and points: A4.
const (
	left, top, width = 20.0, 20.0, 170.0
	bottom           = 272.0 // where the text ends
	foot             = 281.0 // where the page number stands
	labels           = 62.0  // the width of the first column of tables
	gap              = 4.0   // between columns
)

// style is how text looks: size in points, height of a line in millimetres.
type style struct {
	weight string // "" or "B"
	size   float64
	line   float64
}

var (
	text    = style{"", 10.5, 5.2}
	strong  = style{"B", 10.5, 5.2}
	small   = style{"", 8, 4.2}
	titles  = map[int]style{1: {"B", 19, 8.6}, 2: {"B", 14, 7}, 3: {"B", 12, 6.2}, 4: {"B", 11, 5.6}}
	keepFor = 16.0 // a heading stands on the page of what follows it
)

// sheet is a document in the making: where the pen is, and what was written.
type sheet struct {
	pdf   *fpdf.Fpdf
	fonts *Fonts
	root  *element
	ids   int // of the pieces of the present page
	y     float64
}

func newSheet(fonts *Fonts) *sheet {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0) // no piece may stand on two pages
	pdf.SetCatalogSort(true)
	pdf.SetCellMargin(0)
	pdf.AddUTF8FontFromBytes(family, "", bytes.Clone(fonts.regular))
	pdf.AddUTF8FontFromBytes(family, "B", bytes.Clone(fonts.bold))
	s := &sheet{pdf: pdf, fonts: fonts, root: &element{kind: "Document"}}
	pdf.SetTextColor(25, 25, 26)
	s.page()
	return s
}

// page begins a page.
func (s *sheet) page() {
	s.pdf.AddPage()
	s.ids, s.y = 0, top
}

// room begins a page unless so much is left of this one.
func (s *sheet) room(height float64) {
	if s.y+height > bottom {
		s.page()
	}
}

// write puts one line on the page.
func (s *sheet) write(x, y, width float64, look style, align, line string) {
	s.pdf.SetFont(family, look.weight, look.size)
	s.pdf.SetXY(x, y)
	s.pdf.CellFormat(width, look.line, line, "", 0, align, false, 0, "")
}

// mark makes what is written a piece of an element.
func (s *sheet) mark(e *element, write func()) {
	s.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC\n", e.kind, s.ids))
	e.pieces = append(e.pieces, piece{s.pdf.PageNo(), s.ids})
	s.ids++
	write()
	s.pdf.RawWriteStr("EMC\n")
}

// decoration makes what is written nothing that is read aloud.
func (s *sheet) decoration(write func()) {
	s.pdf.RawWriteStr("/Artifact BMC\n")
	write()
	s.pdf.RawWriteStr("EMC\n")
}

// line is one line of an element.
type line struct {
	of    *element
	look  style
	words string
}

// owned breaks the text of an element into lines. Where it was broken at a blank
// the line keeps that, so that words do not run together when they are read in
// one. Characters that the font does not have are replaced: see Fonts.
func (s *sheet) owned(e *element, words string, width float64, look style) []line {
	s.pdf.SetFont(family, look.weight, look.size)
	rest := s.fonts.known(words)
	var out []line
	for _, words := range s.pdf.SplitText(rest, width) {
		after, blank := strings.CutPrefix(strings.TrimPrefix(rest, words), " ")
		if rest = after; blank && rest != "" {
			words += " "
		}
		out = append(out, line{e, look, words})
	}
	return out
}

// heading writes a heading of a rank.
func (s *sheet) heading(rank int, words string) {
	look := titles[min(rank, 4)]
	lines := s.owned(s.root.add(fmt.Sprintf("H%d", min(rank, 6))), words, width, look)
	before := look.line * 0.7
	s.room(before + look.line*float64(len(lines)) + keepFor)
	if s.y > top {
		s.y += before
	}
	s.lines(lines, look)
}

// paragraph writes text over as many lines and pages as it needs.
func (s *sheet) paragraph(words string, look style) {
	if words != "" {
		s.lines(s.owned(s.root.add("P"), words, width, look), look)
	}
}

// lines writes lines over the whole width.
func (s *sheet) lines(lines []line, look style) {
	for len(lines) > 0 {
		s.room(look.line)
		n := min(len(lines), s.fit(look))
		s.column(left, width, lines[:n], look.line, "L")
		s.y += look.line * float64(n)
		lines = lines[n:]
	}
	s.y += 1.5
}

// fit is how many lines go onto the rest of the page.
func (s *sheet) fit(look style) int { return int((bottom - s.y + 0.01) / look.line) }

// column writes lines below each other from where the pen is. Those of one
// element are one piece of it.
func (s *sheet) column(x, width float64, lines []line, height float64, align string) {
	for first := 0; first < len(lines); {
		e, end := lines[first].of, first
		for end < len(lines) && lines[end].of == e {
			end++
		}
		s.mark(e, func() {
			for i := first; i < end; i++ {
				s.write(x, s.y+height*float64(i), width, lines[i].look, align, lines[i].words)
			}
		})
		first = end
	}
}

package document

// element is a node of the tree that a screen reader reads.
type element struct {
	kind     string // H1 … H6, P, Table, TR, TH, TD
	header   bool   // TH: of its row
	parent   *element
	children []*element
	pieces   []piece
}

// piece is content on a page that belongs to an element.
type piece struct{ page, id int }

func (e *element) add(kind string) *element {
	child := &element{kind: kind, parent: e, header: kind == "TH"}
	e.children = append(e.children, child)
	return child
}

// walk visits the element and all below it.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, child := range e.children {
		child.walk(visit)
	}
}

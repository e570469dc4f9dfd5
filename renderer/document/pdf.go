package document

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// tagged writes the tree into a finished PDF. The library that made it knows
// nothing of trees, but how it writes objects is known: they are numbered from
// 1, the pages are 3, 5, 7 …, the last is the catalogue. So they are taken out,
// pages and catalogue are added to, the tree is put behind them, and the whole
// is written again.
func tagged(made []byte, root *element, pages int) ([]byte, error) {
	objects, err := objectsOf(made)
	if err != nil {
		return nil, err
	}
	t := &treeWriter{objects: objects, numbers: map[*element]int{}}
	catalog := len(objects)
	for page := 1; page <= pages; page++ {
		t.into(pageObject(page), fmt.Sprintf("/StructParents %d /Tabs /S", page-1))
	}
	rootObject := t.write(root, pages)
	t.into(catalog, fmt.Sprintf("/StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>", rootObject))
	return t.file(catalog), nil
}

func pageObject(page int) int { return 1 + 2*page }

// errShape means that the library has changed how it writes.
var errShape = errors.New("document: the PDF is not written as it was")

// objectsOf takes a PDF apart, by the table at its end.
func objectsOf(made []byte) ([]string, error) {
	offsets, err := offsetsOf(made)
	if err != nil {
		return nil, err
	}
	ends := slices.Sorted(slices.Values(offsets))
	objects := make([]string, len(offsets)-1)
	for i := range objects {
		next, _ := slices.BinarySearch(ends, offsets[i])
		object := string(made[offsets[i]:ends[next+1]])
		object, headed := strings.CutPrefix(object, fmt.Sprintf("%d 0 obj\n", i+1))
		object, ended := strings.CutSuffix(object, "\nendobj\n")
		if !headed || !ended {
			return nil, errShape
		}
		objects[i] = object
	}
	return objects, nil
}

// offsetsOf gives where objects begin; the last is where the table does.
func offsetsOf(made []byte) ([]int, error) {
	table := bytes.LastIndex(made, []byte("xref\n0 "))
	if table < 0 {
		return nil, errShape
	}
	lines := strings.Split(string(made[table:]), "\n")
	count, err := strconv.Atoi(strings.TrimPrefix(lines[1], "0 "))
	if err != nil || len(lines) < count+2 {
		return nil, errShape
	}
	var offsets []int
	for _, line := range lines[3 : count+2] {
		at, err := strconv.Atoi(strings.TrimSuffix(line, " 00000 n "))
		if err != nil || at >= table {
			return nil, errShape
		}
		offsets = append(offsets, at)
	}
	return append(offsets, table), nil
}

// treeWriter adds objects to those of a PDF.
type treeWriter struct {
	objects []string
	numbers map[*element]int
}

// into adds entries to an object that is a dictionary.
func (t *treeWriter) into(object int, entries string) {
	t.objects[object-1] = strings.Replace(t.objects[object-1], "<<", "<<"+entries+"\n", 1)
}

// write adds the tree, and gives the number of its root.
func (t *treeWriter) write(root *element, pages int) int {
	top := len(t.objects) + 1
	next := top + 2 // the root, and the way back from pieces to elements
	root.walk(func(e *element) { t.numbers[e] = next; next++ })
	t.objects = append(t.objects,
		fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", t.numbers[root], top+1, pages),
		t.parents(root, pages))
	root.walk(func(e *element) { t.objects = append(t.objects, t.element(e, top)) })
	return top
}

// element gives a node, with its pieces and what is below it.
func (t *treeWriter) element(e *element, top int) string {
	parent := top
	if e.parent != nil {
		parent = t.numbers[e.parent]
	}
	var kids []string
	for _, p := range e.pieces {
		kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", pageObject(p.page), p.id))
	}
	for _, child := range e.children {
		kids = append(kids, fmt.Sprintf("%d 0 R", t.numbers[child]))
	}
	more := ""
	if e.header {
		more = " /A <</O /Table /Scope /Row>>"
	}
	return fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R /K [%s]%s>>", e.kind, parent, strings.Join(kids, " "), more)
}

// parents gives, for each page, the elements that its pieces belong to.
func (t *treeWriter) parents(root *element, pages int) string {
	owners := make([][]string, pages)
	at := map[piece]int{}
	root.walk(func(e *element) {
		for _, p := range e.pieces {
			at[p] = t.numbers[e]
			owners[p.page-1] = append(owners[p.page-1], "")
		}
	})
	for p, number := range at {
		owners[p.page-1][p.id] = fmt.Sprintf("%d 0 R", number)
	}
	var nums strings.Builder
	for page, list := range owners {
		fmt.Fprintf(&nums, "%d [%s] ", page, strings.Join(list, " "))
	}
	return "<</Nums [" + nums.String() + "]>>"
}

// file writes everything, with a table of where each object is. Its id is of
// its content.
func (t *treeWriter) file(catalog int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(t.objects))
	for i, object := range t.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	id := sha256.Sum256(b.Bytes())
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, catalog, catalog-1, id[:16], id[:16], table)
	return b.Bytes()
}

package document_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"sportello/renderer"
	"sportello/renderer/gallery"
)

// reading is a PDF as another library reads it.
type reading struct {
	t   *testing.T
	ctx *model.Context
}

func read(t *testing.T, content []byte) reading {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadValidateAndOptimize(bytes.NewReader(content), model.NewDefaultConfiguration())
	must(t, err)
	return reading{t, ctx}
}

func (r reading) dict(o types.Object) types.Dict {
	r.t.Helper()
	d, err := r.ctx.DereferenceDict(o)
	must(r.t, err)
	return d
}

func (r reading) array(o types.Object) types.Array {
	r.t.Helper()
	a, err := r.ctx.DereferenceArray(o)
	must(r.t, err)
	return a
}

// catalog is the top of the document.
func (r reading) catalog() types.Dict {
	root, err := r.ctx.Catalog()
	must(r.t, err)
	return root
}

// tree is the tree as lines, and the pieces that its elements own by page.
func (r reading) tree(node types.Dict, indent string, pieces map[string]string) string {
	name, out := *node.NameEntry("S"), ""
	scope := ""
	if attributes := node.DictEntry("A"); attributes != nil {
		scope = " " + *attributes.NameEntry("Scope")
	}
	out += indent + name + scope + "\n"
	for _, kid := range r.array(node["K"]) {
		child := r.dict(kid)
		if child["Type"].String() != "MCR" {
			out += r.tree(child, indent+" ", pieces)
			continue
		}
		piece := fmt.Sprintf("page %v, %d", child["Pg"], *child.IntEntry("MCID"))
		if owner, taken := pieces[piece]; taken {
			r.t.Errorf("%s belongs to %s and to %s", piece, owner, name)
		}
		pieces[piece] = name
	}
	return out
}

// The tree of a short receipt is told in full.
func TestTree(t *testing.T) {
	view := gallery.Receipt("it")
	view.Summary = []renderer.Section{{Title: "Dati", Level: 3, Lines: []renderer.Line{{Label: "Nome", Text: []string{"Maria"}}}}}
	content, err := fonts(t).Receipt(view)
	must(t, err)
	r := read(t, content)
	top := r.dict(r.catalog()["StructTreeRoot"])
	got := r.tree(r.dict(top["K"]), "", map[string]string{})
	row := func(paragraphs int) string { return "  TR\n   TH Row\n   TD\n" + strings.Repeat("    P\n", paragraphs) }
	want := "Document\n P\n H1\n P\n P\n" +
		" Table\n" + strings.Repeat(row(0), 6) + row(2) + row(5) + row(0) + // what identifies it; its number and order; the office
		" H2\n Table\n" + row(0) + row(0) + row(2) + // deadlines
		" H2\n Table\n" + row(0) + row(0) + row(0) + " P\n" + // costs
		" H2\n Table\n" + row(3) + // attachments
		" H2\n P\n H2\n P\n H2\n P\n" + // what happens now, changes, remedies
		" H2\n H3\n Table\n" + row(0)
	if got != want {
		t.Errorf("the tree is\n%s\nwant\n%s", got, want)
	}
	catalog := r.catalog()
	if catalog["Lang"].String() != "(it)" || !*r.dict(catalog["MarkInfo"]).BooleanEntry("Marked") ||
		!*r.dict(catalog["ViewerPreferences"]).BooleanEntry("DisplayDocTitle") {
		t.Errorf("the catalogue is %v", catalog)
	}
}

// On every page of a long receipt, each piece belongs to one element, as the
// tree and the way back from the page both say; and all of the page is a piece
// or decoration.
func TestPiecesOfALongReceipt(t *testing.T) {
	content, err := fonts(t).Receipt(long("it"))
	must(t, err)
	r := read(t, content)
	top := r.dict(r.catalog()["StructTreeRoot"])
	pieces := map[string]string{}
	r.tree(r.dict(top["K"]), "", pieces)
	nums := r.array(r.dict(top["ParentTree"])["Nums"])
	if r.ctx.PageCount < 10 || len(nums) != 2*r.ctx.PageCount {
		t.Fatalf("%d pages, %d entries of the way back", r.ctx.PageCount, len(nums))
	}
	for page := 1; page <= r.ctx.PageCount; page++ {
		dict, ref, _, err := r.ctx.PageDict(page, false)
		must(t, err)
		if *dict.IntEntry("StructParents") != page-1 {
			t.Errorf("page %d: StructParents %v", page, dict["StructParents"])
		}
		owners := r.array(nums[2*page-1])
		for id, owner := range owners {
			piece := fmt.Sprintf("page %v, %d", *ref, id)
			if kind := *r.dict(owner).NameEntry("S"); pieces[piece] != kind {
				t.Errorf("%s belongs to %s by the tree, to %s by the page", piece, pieces[piece], kind)
			}
			delete(pieces, piece)
		}
		r.marked(page, dict, len(owners))
	}
	if len(pieces) > 0 {
		t.Errorf("no page has %v", slices.Sorted(maps.Keys(pieces)))
	}
}

// marked checks that what is drawn on a page stands between marks.
func (r reading) marked(page int, dict types.Dict, pieces int) {
	r.t.Helper()
	drawn, err := r.ctx.PageContent(dict, page)
	must(r.t, err)
	open, begun := false, 0
	for line := range strings.Lines(string(drawn)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasSuffix(line, "BDC"), strings.HasSuffix(line, "BMC"):
			if open {
				r.t.Errorf("page %d: a mark inside another", page)
			}
			open = true
			if strings.HasSuffix(line, "BDC") {
				begun++
			}
		case line == "EMC":
			open = false
		case !open && (strings.Contains(line, " Tj") || strings.HasSuffix(line, " S") || strings.HasSuffix(line, " f")):
			r.t.Errorf("page %d: %q is not marked", page, line)
		}
	}
	if open || begun != pieces {
		r.t.Errorf("page %d: %d pieces begun, %d known, last open: %v", page, begun, pieces, open)
	}
}

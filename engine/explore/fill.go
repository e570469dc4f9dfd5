package explore

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/value"
)

// fill types answers into a page and posts it, or adds or removes one row.
func (t *traveller) fill(page string) {
	state, _ := t.program.Page(t.trip.Draft, t.outside, page)
	if state == nil {
		t.passed()
		return
	}
	form := engine.Form{engine.ShownName: {strings.Join(state.Shown, " ")}}
	f := filling{traveller: t, form: form, problems: problemsOf(state), retracing: len(t.retrace) > 0}
	f.rate = []int{2, 4, 12}[t.chance.IntN(3)]
	f.careless = !t.letter && t.tries == 1 && t.one(4)
	f.anew = f.somebodyElse()
	f.items(state.Items, "")
	if f.action != "" {
		t.trip.Draft, _ = t.program.Edit(t.trip.Draft, t.outside, page, form, f.action)
		return
	}
	t.passed()
	before := t.trip.Draft
	after, refused, _ := t.program.Accept(before, t.outside, page, form)
	t.trip.Draft = after
	if refused != nil {
		refused.Items = nil // all the options of a page are much to keep
	}
	t.trip.Posts = append(t.trip.Posts, Post{Page: page, Form: form, Before: before, After: after, State: refused})
}

// passed takes a page off those to go over again.
func (t *traveller) passed() { t.retrace = t.retrace[min(1, len(t.retrace)):] }

// problemsOf gives what was wrong with each field, by its path.
func problemsOf(s *engine.PageState) map[string]engine.Problem {
	out := map[string]engine.Problem{}
	for _, p := range s.Problems {
		out[p.Field] = p
	}
	return out
}

// somebodyElse gives the groups in which another person is put in: those that a
// check refused, for their answers do not agree; and after a stop sometimes all.
func (f *filling) somebodyElse() map[string]bool {
	groups := map[string]bool{}
	for path, p := range f.problems {
		if p.Code == "check" {
			groups[path[:max(0, strings.LastIndexByte(path, '.'))]] = true
		}
	}
	if f.back && f.stops > 0 && f.one(3) {
		for around := range f.people {
			groups[around] = true
		}
	}
	for around := range groups {
		delete(f.people, around)
	}
	return groups
}

// filling is one page being filled.
type filling struct {
	*traveller
	form      engine.Form
	problems  map[string]engine.Problem
	anew      map[string]bool // groups to be filled anew
	careless  bool            // some answers are wrong on purpose
	retracing bool            // all is answered anew, as the example has it
	rate      int             // on a page filled before, one answer in so many is changed
	unlike    bool            // in a list that was refused: its rows may have to be others
	action    string          // one change of a list, instead of posting
}

// items fills items that stand in the group at a path.
func (f *filling) items(items []engine.ItemState, around string) {
	for _, i := range items {
		switch i.Kind {
		case engine.FieldItem:
			f.field(i, around)
		case engine.GroupItem:
			f.items(i.Items, i.Path)
		case engine.ListItem:
			f.list(i)
		case engine.EachItem:
			f.eachRow(i)
		}
	}
}

// list decides how many rows there should be, and fills those there are.
func (f *filling) list(i engine.ItemState) {
	wanted, decided := f.rows[i.Path]
	_, refused := f.problems[i.Path]
	if !decided || refused || f.retracing {
		wanted = f.rowsWanted(i)
		f.rows[i.Path] = wanted
	}
	f.unlike = refused
	f.eachRow(i)
	f.unlike = false
	switch {
	case f.action != "":
	case len(i.Items) < wanted:
		f.action = "add:" + i.Path
	case len(i.Items) > wanted:
		f.action = "remove:" + i.Path + "." + strconv.Itoa(f.chance.IntN(len(i.Items)))
	}
}

func (f *filling) rowsWanted(i engine.ItemState) int {
	if rows, known := f.wouldHave(i); known {
		return rows
	}
	least := i.MinItems
	if i.Required {
		least = max(least, 1)
	}
	most := least + 2
	if i.MaxItems > 0 {
		most = min(most, max(least, i.MaxItems))
	}
	if f.tries > 2 && f.one(2) {
		most = min(least+8, max(least, i.MaxItems)) // a check wants another number
	}
	return least + f.chance.IntN(most-least+1)
}

func (f *filling) eachRow(i engine.ItemState) {
	for _, row := range i.Items {
		f.form[row.Path+"."+value.RowID] = []string{row.RowID}
		f.meet(row)
		f.items(row.Items, row.Path)
	}
}

// field types one field: what it has, if nothing is wrong with that, or a new
// guess.
func (f *filling) field(i engine.ItemState, around string) {
	if i.Locked {
		return
	}
	_, refused := f.problems[i.Path]
	changed := f.retracing || f.one(40) || (f.back || f.unlike) && f.one(f.rate)
	if !refused && len(i.Raw) > 0 && !changed && !f.anew[around] {
		f.form[i.Path] = i.Raw
		return
	}
	if texts := f.answer(i, around); len(texts) > 0 {
		f.form[i.Path] = texts
	}
}

// answer is what is typed into a field that has nothing yet, or nothing good.
func (f *filling) answer(i engine.ItemState, around string) []string {
	if f.careless && f.one(3) {
		return f.wrong()
	}
	if f.follows() {
		if texts, known := f.wouldType(i); known {
			return texts
		}
	}
	switch {
	case !i.Required && f.one(3):
		return nil
	case i.Type == "file":
		return f.attach(i)
	}
	return f.guess(i, around)
}

// wrong is something that most fields refuse.
func (f *filling) wrong() []string {
	return [][]string{
		nil, {""}, {"xyz"}, {"31/02/2026"}, {"-1"}, {"1,234"}, {"99999999999999999999"}, {"a", "b"},
		{strings.Repeat("troppo ", 2000)}, {"<script>"}, {"\x00\ufeff\u202e"}, {"2026-13-45T99:99"},
	}[f.chance.IntN(12)]
}

// attach makes files of a type that is accepted.
func (f *filling) attach(i engine.ItemState) []string {
	types := map[string]string{"pdf": "application/pdf", "p7m": "application/pkcs7-mime", "jpg": "image/jpeg", "png": "image/png"}
	files := maps.Clone(f.trip.Draft.Files)
	if files == nil {
		files = map[string]engine.File{}
	}
	var ids []string
	for range max(1, i.MinItems) {
		f.files++
		id, ext := "f"+strconv.Itoa(f.files), "pdf"
		if len(i.Accept) > 0 && !slices.Contains(i.Accept, ext) {
			ext = i.Accept[0]
		}
		files[id] = engine.File{ID: id, Name: "documento-" + id + "." + ext, MediaType: types[ext], Size: 1000, SHA256: strings.Repeat("0123456789abcdef", 4)}
		ids = append(ids, id)
	}
	f.trip.Draft.Files = files
	return ids
}

package engine_test

import (
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sportello/engine"
	"sportello/engine/value"
)

// FuzzAccept: whatever is posted, for whatever page, at whatever point of a
// journey: no panic, soon done, the draft given stays as it was, a refused page
// is kept as typed, and no answer is lost that the form did not show.
func FuzzAccept(f *testing.F) {
	type start struct {
		program *engine.Program
		drafts  []engine.Draft
	}
	all := shipped(f)
	var starts []start
	for service, id := range []string{"accesso-atti", "nested"} {
		s := start{program: all[id]}
		for _, trip := range trips(s.program, 4) {
			for _, post := range trip.Posts {
				if len(s.drafts) < 60 && len(s.drafts)%4 == 0 {
					f.Add(service, len(s.drafts), post.Page, url.Values(post.Form).Encode(), "")
				}
				s.drafts = append(s.drafts, post.Before)
			}
			s.drafts = append(s.drafts, trip.Draft)
		}
		starts = append(starts, s)
	}
	f.Add(1, 9, "figli", "_shown=figli+figli.0.settimane&figli.0._id=r1&figli.3.nome=Ada", "add:figli.0.settimane")
	f.Add(1, 9, "figli", "_shown=figli&figli.0._id=r1", "remove:figli.0")
	f.Add(1, 12, "salute", "_shown=figli.0.certificato&figli.0.certificato=f1", "drop:figli.0.certificato:f1")
	f.Fuzz(func(t *testing.T, service, draft int, page, query, action string) {
		form, err := url.ParseQuery(query)
		if err != nil || service < 0 || draft < 0 {
			t.Skip()
		}
		s := starts[service%len(starts)]
		postAnything(t, s.program, s.drafts[draft%len(s.drafts)], page, engine.Form(form), action)
	})
}

func postAnything(t *testing.T, p *engine.Program, d engine.Draft, page string, form engine.Form, action string) {
	before := encoded(t, p, d)
	begin := time.Now()
	var after engine.Draft
	var state *engine.PageState
	if action != "" {
		after, state = p.Edit(d, morning(p), page, form, action)
	} else {
		after, state, _ = p.Accept(d, morning(p), page, form)
	}
	if spent := time.Since(begin); spent > 5*time.Second {
		t.Errorf("took %v", spent)
	}
	if now := encoded(t, p, d); now != before {
		t.Errorf("the draft given was changed from\n%s\nto\n%s", before, now)
	}
	switch typed, kept := after.Typed[page]; {
	case state == nil:
		if !reflect.DeepEqual(after.Answers, d.Answers) {
			t.Error("the page is not on the path, but the answers changed")
		}
	case action != "" && !reflect.DeepEqual(after.Answers, d.Answers):
		t.Error("an action changed the accepted answers")
	case action == "" && kept && !reflect.DeepEqual(d.Answers, after.Answers):
		t.Error("a refused page changed the accepted answers")
	case action == "" && kept && !holdsAll(typed, form):
		t.Errorf("kept as\n%v\nbut typed as\n%v", typed, form)
	}
	losesNothing(t, d, after, form)
	storesAlike(t, p, after)
}

var rowNumber = regexp.MustCompile(`\.\d+|\[[^\]]*\]`)

// losesNothing: an answer that was not on the form stays, unless the citizen
// took its row away.
func losesNothing(t *testing.T, before, after engine.Draft, form engine.Form) {
	t.Helper()
	shown := map[string]bool{}
	for _, list := range form[engine.ShownName] {
		for _, path := range strings.Fields(list) {
			shown[rowNumber.ReplaceAllString(path, "")] = true
		}
	}
	kept := keyed(after.Answers, "", map[string]any{})
	for key, v := range keyed(before.Answers, "", map[string]any{}) {
		if shown[rowNumber.ReplaceAllString(key, "")] || rowTaken(key, shown, kept) {
			continue
		}
		if diff := cmp.Diff(v, kept[key]); diff != "" {
			t.Errorf("%s was not on the form, and is lost: %s", key, diff)
		}
	}
}

// rowTaken reports whether an answer is in a row that is gone from a list that
// was on the form.
func rowTaken(key string, shown map[string]bool, kept map[string]any) bool {
	for i, r := range key {
		if r != ']' {
			continue
		}
		list := key[:strings.LastIndexByte(key[:i], '[')]
		if _, there := kept[key[:i+1]+"."+value.RowID]; !there && shown[rowNumber.ReplaceAllString(list, "")] {
			return true
		}
	}
	return false
}

// keyed are the single answers of a draft, by path with the ids of rows.
func keyed(g value.Group, around string, out map[string]any) map[string]any {
	for name, v := range g {
		key := strings.TrimPrefix(around+"."+name, ".")
		switch v := v.(type) {
		case value.Group:
			keyed(v, key, out)
		case []any:
			for _, row := range v {
				if row, ok := row.(value.Group); ok {
					id, _ := row[value.RowID].(string)
					keyed(row, key+"["+id+"]", out)
				}
			}
		default:
			out[key] = v
		}
	}
	return out
}

func encoded(t *testing.T, p *engine.Program, d engine.Draft) string {
	t.Helper()
	b, err := p.EncodeDraft(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// storesAlike: a draft read back is the draft that was written.
func storesAlike(t *testing.T, p *engine.Program, d engine.Draft) {
	t.Helper()
	written := encoded(t, p, d)
	read, err := p.DecodeDraft([]byte(written))
	if err != nil {
		t.Fatal(err)
	}
	if again := encoded(t, p, read); again != written {
		t.Errorf("written\n%s\nread back as\n%s", written, again)
	}
}

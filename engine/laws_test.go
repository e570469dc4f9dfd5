package engine_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sportello/engine"
	"sportello/engine/value"
)

// desk is one citizen at one service: it posts pages and keeps the draft, as a
// server would. What a law promises of that is shown with it; what a scenario
// can tell stands in the corpus.
type desk struct {
	t       *testing.T
	program *engine.Program
	draft   engine.Draft
	outside engine.Outside
}

// sit compiles the contract and flow of a service, and opens a draft.
func sit(t *testing.T, service string) *desk {
	t.Helper()
	head := "service: prova\nedition: \"1\"\ntitle: Prova\nidentity: { required: no }\n"
	p := program(t, fstest.MapFS{"service.yaml": {Data: []byte(head + service)}})
	return &desk{t: t, program: p, outside: engine.Outside{Now: time.Date(2026, 3, 2, 10, 0, 0, 0, p.Zone())}}
}

// form makes a form from "name=value" pairs; "_shown=" may be left out, and is
// then what the page shows now.
func (d *desk) form(page string, pairs ...string) engine.Form {
	d.t.Helper()
	f := engine.Form{}
	for _, pair := range pairs {
		name, text, _ := strings.Cut(pair, "=")
		f[name] = append(f[name], text)
	}
	if f[engine.ShownName] == nil {
		f[engine.ShownName] = []string{strings.Join(d.page(page).Shown, " ")}
	}
	return f
}

// page gives a page as it stands.
func (d *desk) page(id string) *engine.PageState {
	d.t.Helper()
	state, _ := d.program.Page(d.draft, d.outside, id)
	if state == nil {
		d.t.Fatalf("page %s is not on the path", id)
	}
	return state
}

// post sends a page; the state is nil if it is not on the path.
func (d *desk) post(page string, pairs ...string) *engine.PageState {
	d.t.Helper()
	return d.send(page, d.form(page, pairs...))
}

func (d *desk) send(page string, f engine.Form) *engine.PageState {
	var state *engine.PageState
	d.draft, state, _ = d.program.Accept(d.draft, d.outside, page, f)
	return state
}

// accept posts a page that must be accepted.
func (d *desk) accept(page string, pairs ...string) {
	d.t.Helper()
	if s := d.post(page, pairs...); s == nil || !s.Done {
		d.t.Fatalf("page %s was not accepted: %+v", page, s)
	}
}

// edit does something on a page that does not send it.
func (d *desk) edit(page, action string, pairs ...string) *engine.PageState {
	d.t.Helper()
	var state *engine.PageState
	d.draft, state = d.program.Edit(d.draft, d.outside, page, d.form(page, pairs...), action)
	return state
}

// answers are those on the path.
func (d *desk) answers() value.Group { return d.program.Walk(d.draft, d.outside).Answers }

// ends tells where the path ends: a page with a gap, or "" if nothing is left.
func (d *desk) ends() string {
	j := d.program.Walk(d.draft, d.outside)
	if j.Complete {
		return ""
	}
	return j.Pages[len(j.Pages)-1].ID
}

// item finds an item of a page by its path.
func item(items []engine.ItemState, path string) *engine.ItemState {
	for i := range items {
		if items[i].Path == path && items[i].Kind != engine.ContentItem {
			return &items[i]
		}
		if found := item(items[i].Items, path); found != nil {
			return found
		}
	}
	return nil
}

// codes puts problems as "field: code".
func problemCodes(problems []engine.Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Field+": "+p.Code)
	}
	return out
}

// number makes a number that a test writes out.
func number(t *testing.T, s string) value.Number {
	t.Helper()
	n, err := value.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// is compares an answer with a text in canonical form; "" is unanswered.
func is(t *testing.T, what string, v value.Value, want string) {
	t.Helper()
	have := ""
	switch v := v.(type) {
	case nil:
	case string:
		have = v
	case bool:
		have = map[bool]string{true: "yes", false: "no"}[v]
	case interface{ String() string }:
		have = v.String()
	default:
		t.Fatalf("%s is a %T", what, v)
	}
	if have != want {
		t.Errorf("%s is %q, not %q", what, have, want)
	}
}

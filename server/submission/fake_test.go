package submission_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sportello/engine"
	"sportello/engine/value"
)

// fake is a service of two pages, each with one question of the page's name,
// and files on the second. It is to be paid first if modo is "urgente".
type fake struct {
	service, label, edition string
	level                   int // that one must be known at
}

var fakePages = []string{"nome", "modo"}

func (f fake) ID() string      { return f.service }
func (f fake) Label() string   { return f.label }
func (f fake) Edition() string { return f.edition }

func (f fake) Title() string      { return f.service }
func (f fake) OnceOnly() []string { return nil }

func (f fake) LevelNeeded() int         { return f.level }
func (f fake) Admits(level string) bool { return f.level == 0 || level >= fmt.Sprint(f.level) }

// Language is anything: the fake has no texts.
func (f fake) Language(wanted string) string { return wanted }

func (f fake) Walk(d engine.Draft, o engine.Outside) *engine.Journey {
	j := &engine.Journey{Complete: true, Answers: d.Answers}
	for _, name := range fakePages {
		page := fakeState(d, name)
		j.Pages = append(j.Pages, page)
		if !page.Done {
			j.Complete = false
			break
		}
	}
	return j
}

func (f fake) Pages(d engine.Draft, o engine.Outside) *engine.Journey { return f.Walk(d, o) }

func fakeState(d engine.Draft, name string) engine.PageState {
	page := engine.PageState{ID: name, Items: []engine.ItemState{{Path: name}}}
	if form, typed := d.Typed[name]; typed {
		page.Items[0].Raw = form[name]
		page.Problems = []engine.Problem{{Field: name, Page: name, Code: "required"}}
		return page
	}
	if answer, ok := d.Answers[name].(string); ok {
		page.Items[0].Raw, page.Done = []string{answer}, true
	}
	return page
}

func (f fake) Page(d engine.Draft, o engine.Outside, name string) (*engine.PageState, *engine.Journey) {
	j := f.Walk(d, o)
	at := slices.IndexFunc(j.Pages, func(p engine.PageState) bool { return p.ID == name })
	if at < 0 {
		return nil, j
	}
	return &j.Pages[at], j
}

func (f fake) Accept(d engine.Draft, o engine.Outside, name string, form engine.Form) (engine.Draft, *engine.PageState, *engine.Journey) {
	if page, j := f.Page(d, o, name); page == nil {
		return d, nil, j
	}
	d.Typed, d.Answers = maps.Clone(d.Typed), maps.Clone(d.Answers)
	if answer := strings.Join(form[name], ""); answer == "" {
		d.Typed[name] = form
	} else {
		delete(d.Typed, name)
		d.Answers[name] = answer
		d.Answers["delega"] = strings.Join(form["delega"], " ")
	}
	page, j := f.Page(d, o, name)
	return d, page, j
}

func (f fake) Edit(d engine.Draft, o engine.Outside, name string, form engine.Form, action string) (engine.Draft, *engine.PageState) {
	if page, _ := f.Page(d, o, name); page == nil {
		return d, nil
	}
	form = maps.Clone(form)
	if file, drop := strings.CutPrefix(action, "drop:delega:"); drop {
		form["delega"] = slices.DeleteFunc(slices.Clone(form["delega"]), func(id string) bool { return id == file })
	}
	d.Typed = maps.Clone(d.Typed)
	d.Typed[name] = form
	page, _ := f.Page(d, o, name)
	return d, page
}

func (f fake) Complete(d engine.Draft, o engine.Outside) (*engine.Record, []engine.Problem) {
	j := f.Walk(d, o)
	if !j.Complete {
		return nil, []engine.Problem{{Page: j.Pages[len(j.Pages)-1].ID, Code: "required"}}
	}
	answers, err := json.Marshal(d.Answers)
	if err != nil {
		panic(err)
	}
	r := &engine.Record{Answers: answers, Office: "urp", Now: o.Now, PayFirst: d.Answers["modo"] == "urgente"}
	for _, id := range strings.Fields(d.Answers["delega"].(string)) {
		r.Files = append(r.Files, d.Files[id])
	}
	return r, nil
}

type fakeContent struct {
	Answers value.Group
	Typed   map[string]engine.Form
}

func (f fake) EncodeDraft(d engine.Draft) ([]byte, error) {
	return json.Marshal(fakeContent{d.Answers, d.Typed})
}

func (f fake) DecodeDraft(content []byte) (engine.Draft, error) {
	c := fakeContent{value.Group{}, map[string]engine.Form{}}
	err := json.Unmarshal(content, &c)
	if c.Answers == nil {
		c.Answers = value.Group{}
	}
	if c.Typed == nil {
		c.Typed = map[string]engine.Form{}
	}
	return engine.Draft{Answers: c.Answers, Typed: c.Typed}, err
}

func (f fake) DecodeAnswers(answers []byte) (g value.Group, err error) {
	err = json.Unmarshal(answers, &g)
	return g, err
}

// Standing tells what it was given.
func (f fake) Standing(answers value.Group, o engine.Outside) *engine.Standing {
	words := fmt.Sprint(answers["nome"], " ", o.Submitted.Format("15:04"), " ", o.Facts["chi"])
	return &engine.Standing{State: engine.StateNow{ID: "inviata", Text: words}}
}

// AsksEarlier, WithEarlier and EarlierAsKept: a fake asks nothing of the past.
func (f fake) AsksEarlier() bool { return false }

func (f fake) WithEarlier(facts value.Group, _ []engine.Earlier) value.Group { return facts }

func (f fake) EarlierAsKept(facts value.Group, _ json.RawMessage) value.Group { return facts }

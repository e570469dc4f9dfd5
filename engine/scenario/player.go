package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sportello/engine"
	"sportello/engine/field"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// Player fills the pages of one application from the answers of a story.
type Player struct {
	Driver  Driver
	Answers value.Group // as written, with the types that a citizen types

	// Sending, if set, is called when all is filled and before it is sent: time
	// may have passed.
	Sending func()

	rows  map[string]string // ids of rows in the story → ids they got
	files map[string]string // path and name → id
	Path  []string          // the pages that were accepted or refused, in order; not those with words only
}

// maxTurns bounds how often one page may come back.
const maxTurns = 60

// Play fills pages until the path ends, stops, or a page is refused.
func (p *Player) Play(o engine.Outside) error {
	p.rows, p.files, p.Path = map[string]string{}, map[string]string{}, nil
	if err := p.Driver.Start(o); err != nil {
		return err
	}
	for turns, last := 0, ""; ; turns++ {
		screen, err := p.Driver.Screen()
		if err != nil || screen == nil {
			return firstError(err, p.submit)
		}
		if screen.Page != last {
			turns, last = 0, screen.Page
			p.visit(screen)
		} else if len(screen.Problems) > 0 || turns > maxTurns {
			return nil
		}
		done, err := p.fill(screen)
		if err != nil || done {
			return err
		}
	}
}

// visit notes the page. One with nothing to fill is turned over by who reads it
// in a browser, and passed by who only looks for gaps.
func (p *Player) visit(s *Screen) {
	if len(s.Shown) > 0 {
		p.Path = append(p.Path, s.Page)
	}
}

func (p *Player) submit() error {
	if p.Sending != nil {
		p.Sending()
	}
	return p.Driver.Submit()
}

func firstError(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}

// fill does one thing on a page: adds a row that the story has and the page has
// not, or sends it. done tells that nothing more can be done: the page stands
// as it was sent before.
func (p *Player) fill(s *Screen) (done bool, err error) {
	form := engine.Form{engine.ShownName: {strings.Join(s.Shown, " ")}}
	action, err := p.items(s.Items, form)
	if err != nil {
		return false, err
	}
	if action != "" {
		return false, p.Driver.Change(form, action)
	}
	if err := p.Driver.Send(form); err != nil {
		return false, err
	}
	after, err := p.Driver.Screen()
	if err != nil || after == nil || after.Page != s.Page {
		return false, err
	}
	return p.stuck(after, form)
}

// stuck reports whether a page that came back would be sent just as before.
func (p *Player) stuck(s *Screen, sent engine.Form) (bool, error) {
	if !s.Opened {
		return true, nil
	}
	again := engine.Form{engine.ShownName: {strings.Join(s.Shown, " ")}}
	action, err := p.items(s.Items, again)
	return action == "" && maps.EqualFunc(again, sent, slices.Equal), err
}

// items types what the story gives for the items of a page. It gives the action
// to add a row where one is missing.
func (p *Player) items(items []engine.ItemState, form engine.Form) (action string, err error) {
	for _, i := range items {
		more, err := p.item(i, form)
		if err != nil {
			return "", err
		}
		if action == "" {
			action = more
		}
	}
	return action, nil
}

func (p *Player) item(i engine.ItemState, form engine.Form) (string, error) {
	switch i.Kind {
	case engine.FieldItem:
		return "", p.field(i, form)
	case engine.GroupItem:
		return p.items(i.Items, form)
	case engine.ListItem:
		return p.list(i, form)
	case engine.EachItem:
		return p.rowsOf(i, form)
	}
	return "", nil
}

func (p *Player) list(i engine.ItemState, form engine.Form) (string, error) {
	answer, told := p.given(i.Path)
	wanted, _ := answer.([]any)
	if !told && filled(i.Items) {
		return p.rowsOf(i, form) // as the profile proposes them
	}
	if len(wanted) < len(i.Items) {
		i.Items = i.Items[:len(wanted)]
	}
	action, err := p.rowsOf(i, form)
	if action == "" && len(wanted) > len(i.Items) {
		action = "add:" + i.Path
	}
	return action, err
}

// filled reports whether any field of rows has something in it.
func filled(items []engine.ItemState) bool {
	return slices.ContainsFunc(items, func(i engine.ItemState) bool {
		return i.Kind == engine.FieldItem && len(i.Raw) > 0 && !i.Locked || filled(i.Items)
	})
}

func (p *Player) rowsOf(i engine.ItemState, form engine.Form) (string, error) {
	first := ""
	for _, row := range i.Items {
		form[row.Path+"."+value.RowID] = []string{row.RowID}
		if g, ok := p.answer(row.Path).(value.Group); ok {
			if id, ok := g[value.RowID].(string); ok {
				p.rows[id] = row.RowID
			}
		}
		action, err := p.items(row.Items, form)
		if err != nil {
			return "", err
		}
		if first == "" {
			first = action
		}
	}
	return first, nil
}

// answer finds what the story gives for a path with rows by index.
func (p *Player) answer(path string) value.Value {
	v, _ := p.given(path)
	return v
}

func (p *Player) given(path string) (value.Value, bool) { return Answer(p.Answers, path) }

// Answer finds what answers hold at a path with rows by index.
func Answer(answers value.Group, path string) (value.Value, bool) {
	var v value.Value = answers
	known := true
	for _, step := range strings.Split(path, ".") {
		switch at := v.(type) {
		case value.Group:
			v, known = at[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(at) {
				return nil, false
			}
			v, known = at[i], true
		default:
			return nil, false
		}
	}
	return v, known
}

// field types one field. What the story does not give stays as the page
// proposes it.
func (p *Player) field(i engine.ItemState, form engine.Form) error {
	v, known := p.given(i.Path)
	if i.Locked {
		return nil
	}
	if !known {
		if raw := i.Raw; len(raw) > 0 {
			form[i.Path] = raw
		} else if strings.HasSuffix(i.Path, "."+engine.KeepName) {
			form[i.Path] = []string{engine.KeepOnce}
		}
		return nil
	}
	texts, err := p.typed(i, v)
	if err != nil {
		return err
	}
	delete(form, i.Path)
	if len(texts) > 0 {
		form[i.Path] = texts
	}
	return nil
}

// typed gives what is posted for a value.
func (p *Player) typed(i engine.ItemState, v value.Value) ([]string, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil // emptied
		}
	case bool:
		if i.Type == "declaration" && !v {
			return nil, nil // an unticked box is not posted
		}
		return []string{rule.Canonical(v)}, nil
	case []any:
		var out []string
		for _, elem := range v {
			text, err := p.one(i, elem)
			if err != nil {
				return nil, err
			}
			out = append(out, text)
		}
		return out, nil
	case value.Group:
		return nil, fmt.Errorf("%s is a field, and the story gives a group", i.Path)
	}
	text, err := p.one(i, v)
	return []string{text}, err
}

func (p *Player) one(i engine.ItemState, v value.Value) (string, error) {
	text := rule.Canonical(v)
	switch i.Type {
	case "file":
		key := i.Path + " " + text
		if id, done := p.files[key]; done {
			return id, nil
		}
		id, err := p.Driver.Attach(i.Path, text)
		p.files[key] = id
		return id, err
	case "choice", "choices":
		if id, isRow := p.rows[text]; isRow {
			return id, nil
		}
	case "money", "decimal":
		return italian(text), nil
	}
	return text, nil
}

// italian writes a plain number the way the form shows it, so that 1.234 stays
// a decimal.
func italian(text string) string {
	n, err := value.ParseNumber(text)
	if err != nil {
		return text
	}
	f, _ := field.Named("decimal")
	return f.Format(n)
}

// storyID gives the id that the story gave to a row, for the one it got.
func (p *Player) storyID(id string) string {
	for story, got := range p.rows {
		if got == id {
			return story
		}
	}
	return id
}

package explore

import (
	"slices"

	"sportello/engine"
	"sportello/engine/field"
	"sportello/engine/scenario"
	"sportello/engine/value"
)

// follows reports whether the traveller answers the next field as the example
// does.
func (f *filling) follows() bool {
	return f.example != nil && (f.letter || !f.one(strays))
}

// strays is how often one who follows an example does not: once in so many
// answers.
const strays = 15

// wouldType gives what the example has for a field, if that can be typed here.
func (f *filling) wouldType(i engine.ItemState) (texts []string, known bool) {
	v, _ := scenario.Answer(f.example.Answers, i.Path)
	switch v := v.(type) {
	case nil:
		return nil, !i.Required
	case []any:
		if i.Type == "file" {
			return f.attach(i), true
		}
		for _, one := range v {
			texts = append(texts, f.typed(i, one))
		}
	default:
		texts = []string{f.typed(i, v)}
	}
	return texts, i.Type != "choice" && i.Type != "choices" || offered(i, texts)
}

// typed puts one value of the example as the form takes it. What the example
// has as it was written (a day, as text) is read first.
func (f *filling) typed(i engine.ItemState, v value.Value) string {
	as, _ := field.Named(i.Type)
	if text, isText := v.(string); isText {
		if id, isRow := f.ids[text]; isRow {
			return id
		}
		read, code := as.Parse(text, f.program.Zone())
		if code != "" {
			return text
		}
		v = read
	}
	if d, isDay := v.(value.Date); isDay {
		v = f.moved(d)
	}
	return as.Format(v)
}

func offered(i engine.ItemState, texts []string) bool {
	return !slices.ContainsFunc(texts, func(text string) bool {
		return !slices.ContainsFunc(i.Options, func(c engine.Choice) bool { return c.Value == text && !c.Closed })
	})
}

// nearby is how far from the example's clock days are, in days, that move with
// the clock: deadlines, documents. Others, such as births, stay.
const nearby = 730

// moved is a day of the example as far from now as it was then.
func (f *filling) moved(d value.Date) value.Date {
	then, now := value.DateOf(f.example.Outside.Now), value.DateOf(f.outside.Now)
	if from := then.DaysUntil(d); from < -nearby || from > nearby {
		return d
	}
	return d.AddDays(then.DaysUntil(now))
}

// wouldHave gives how many rows the example has in a list.
func (f *filling) wouldHave(i engine.ItemState) (rows int, known bool) {
	if !f.follows() {
		return 0, false
	}
	v, _ := scenario.Answer(f.example.Answers, i.Path)
	list, _ := v.([]any)
	rows = max(len(list), i.MinItems)
	if i.MaxItems > 0 {
		rows = min(rows, i.MaxItems)
	}
	return rows, true
}

// meet notes which row stands for one of the example's.
func (f *filling) meet(row engine.ItemState) {
	if f.example == nil {
		return
	}
	v, _ := scenario.Answer(f.example.Answers, row.Path+"."+value.RowID)
	if id, given := v.(string); given {
		f.ids[id] = row.RowID
	}
}

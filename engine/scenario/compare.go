package scenario

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/rule"
	"sportello/engine/value"
)

// outcome is what came out of one step.
type outcome struct {
	t        *telling
	step     string
	pages    *engine.Journey
	items    map[string]engine.ItemState
	standing *engine.Standing
	held     map[string]bool
	flags    []string
}

// compare holds a step's outcome to what is expected.
func (t *telling) compare(e Expect, step string) {
	o := outcome{t: t, step: step, items: map[string]engine.ItemState{}}
	outside, filled := t.outside, t.filled
	if t.record != nil && (t.again || t.record.Quota == nil) { // else it is not decided yet whether there is a place
		outside.Submitted, filled.Submitted = t.record.Now, t.record.Now
	}
	o.pages = t.program.Pages(t.driver.draft, filled)
	for _, pg := range o.pages.Pages {
		o.collect(pg.Items)
	}
	o.standing = t.program.Standing(o.pages.Answers, outside)
	o.held, o.flags = t.program.Held(t.driver.draft, outside), o.pages.Flags
	if t.again {
		o.held, o.flags = t.program.HeldSince(t.driver.draft, filled, outside), o.standing.Flags
	}
	o.path(e)
	o.fields(e)
	o.told(e)
	o.rules(e)
	o.values(e, outside)
	o.after(e)
}

func (o *outcome) fail(pos definitions.Pos, format string, args ...any) {
	o.t.fail(pos, o.step, format, args...)
}

// collect notes the items shown, by their paths with rows by index and without.
func (o *outcome) collect(items []engine.ItemState) {
	for _, i := range items {
		if i.Path != "" && i.Kind != engine.ContentItem {
			o.items[i.Path] = i
			if plain := withoutRows(i.Path); plain != i.Path {
				if _, known := o.items[plain]; !known {
					o.items[plain] = i
				}
			}
		}
		o.collect(i.Items)
	}
}

func withoutRows(path string) string {
	steps := slices.DeleteFunc(strings.Split(path, "."), func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	})
	return strings.Join(steps, ".")
}

func (o *outcome) path(e Expect) {
	var path []string
	for _, pg := range o.pages.Pages {
		path = append(path, pg.ID)
	}
	if want := texts(e.Path); len(want) > 0 && !slices.Equal(path, want) {
		o.fail(e.Path[0].Pos, "the path is %v, not %v", path, want)
	}
	last := ""
	if !o.pages.Complete && len(path) > 0 && !o.pages.Pages[len(path)-1].Done {
		last = path[len(path)-1]
	}
	if e.Page.Value != "" && e.Page.Value != last {
		o.fail(e.Page.Pos, "the path ends at %q, not at %q%s", last, e.Page.Value, o.whyNot())
	}
	if e.Submitted.Given() && (e.Submitted.Value == true) != (o.t.record != nil) {
		if o.t.record != nil {
			o.fail(e.Submitted.Pos, "it can be sent")
		} else {
			o.fail(e.Submitted.Pos, "it cannot be sent: page %s%s", last, o.whyNot())
		}
	}
}

// whyNot says what holds the application up.
func (o *outcome) whyNot() string {
	var why []string
	for _, p := range o.problems() {
		words := strings.TrimSpace(p.Field + ": " + p.Code)
		if p.Rule != "" {
			words += " (" + p.Rule + ")"
		}
		why = append(why, words)
	}
	for _, s := range o.pages.Stops {
		why = append(why, "stop "+s.Rule+": "+s.Text)
	}
	for _, p := range o.t.driver.problems {
		if p.Code != "gap" {
			why = append(why, fmt.Sprint(p.Code, " ", p.Rule, " ", p.Text, " ", p.Args))
		}
	}
	if len(why) == 0 {
		if n := len(o.pages.Pages); n > 0 && !o.pages.Pages[n-1].Done {
			why = append(why, "gaps: "+strings.Join(gaps(o.pages.Pages[n-1].Items), ", "))
		}
	}
	if len(why) == 0 {
		return ""
	}
	return "; " + strings.Join(why, "; ")
}

// gaps names the required fields of a page that have no answer.
func gaps(items []engine.ItemState) []string {
	var out []string
	for _, i := range items {
		if i.Kind == engine.FieldItem && i.Value == nil {
			out = append(out, i.Path)
		}
		out = append(out, gaps(i.Items)...)
	}
	return out
}

// problems are those of the page that was refused.
func (o *outcome) problems() []engine.Problem {
	if o.t.driver.refused != nil {
		return o.t.driver.refused.Problems
	}
	var out []engine.Problem
	for _, pg := range o.pages.Pages {
		out = append(out, pg.Problems...)
	}
	return append(out, o.pages.Problems...)
}

func (o *outcome) fields(e Expect) {
	for _, path := range e.Shown {
		if _, shown := o.items[path.Value]; !shown {
			o.fail(path.Pos, "%s is not shown%s", path.Value, o.whyNot())
		}
	}
	for _, path := range e.Hidden {
		if !o.t.program.Knows(path.Value) {
			o.fail(path.Pos, "the service has no %s", path.Value)
		}
		if _, shown := o.items[path.Value]; shown {
			o.fail(path.Pos, "%s is shown", path.Value)
		}
	}
	o.requirement(e.Required, true)
	o.requirement(e.Optional, false)
	for _, entry := range e.Options {
		var have []string
		for _, c := range o.items[entry.Key.Value].Options {
			if !c.Closed {
				have = append(have, o.t.player.storyID(c.Value))
			}
		}
		if want := texts(entry.Value); !slices.Equal(have, want) {
			o.fail(entry.Key.Pos, "%s offers %v, not %v", entry.Key.Value, have, want)
		}
	}
}

func (o *outcome) requirement(paths []definitions.String, required bool) {
	for _, path := range paths {
		i, shown := o.items[path.Value]
		switch {
		case !shown:
			o.fail(path.Pos, "%s is not shown%s", path.Value, o.whyNot())
		case i.Required != required:
			o.fail(path.Pos, "%s: required is %v", path.Value, i.Required)
		}
	}
}

// told compares problems, warnings and stops.
func (o *outcome) told(e Expect) {
	problems := o.problems()
	for _, want := range e.Problems {
		if !slices.ContainsFunc(problems, func(p engine.Problem) bool { return meant(want.Value, p) }) {
			o.fail(want.Pos, "there is no problem %v%s", want.Value, o.whyNot())
		}
	}
	if e.NoProblems && len(problems) > 0 {
		o.fail(e.Pos, "there are problems%s", o.whyNot())
	}
	var warnings, stops []string
	for _, pg := range o.pages.Pages {
		for _, n := range pg.Warnings {
			warnings = append(warnings, n.Names...)
		}
	}
	for _, n := range o.pages.Stops {
		stops = append(stops, n.Names...)
	}
	o.none(e.Warnings, warnings, e.Pos, "warnings")
	o.none(e.Stops, stops, e.Pos, "stops")
	if e.Problems != nil && len(e.Problems) == 0 && len(problems) > 0 {
		o.fail(e.Pos, "there are problems%s", o.whyNot())
	}
	o.among(e.Warnings, warnings, true, "warning")
	o.among(e.NoWarnings, warnings, false, "warning")
	o.among(e.Stops, stops, true, "stop")
}

// none holds an empty list to what it says: there is nothing of the kind.
func (o *outcome) none(expected []definitions.String, have []string, pos definitions.Pos, what string) {
	if expected != nil && len(expected) == 0 && len(have) > 0 {
		o.fail(pos, "there are %s: %v", what, have)
	}
}

func (o *outcome) among(names []definitions.String, have []string, want bool, what string) {
	for _, name := range names {
		if slices.Contains(have, name.Value) == want {
			continue
		}
		if want {
			o.fail(name.Pos, "there is no %s %s; there are %v%s", what, name.Value, have, o.whyNot())
		} else {
			o.fail(name.Pos, "there is a %s %s", what, name.Value)
		}
	}
}

// meant reports whether an expectation is about a problem: "path", "path: code",
// {path: code}, or the rule of a check.
func meant(want any, p engine.Problem) bool {
	switch want := want.(type) {
	case map[string]any:
		for path, code := range want {
			if p.Field == path && p.Code == code {
				return true
			}
		}
	case string:
		path, code, hasCode := strings.Cut(want, ": ")
		if hasCode {
			return p.Field == path && (p.Code == code || slices.Contains(p.Names, code))
		}
		return p.Field == want || slices.Contains(p.Names, want) || p.Code == want
	}
	return false
}

// rules compares the numbered rules that hold and those that do not.
func (o *outcome) rules(e Expect) {
	for _, id := range e.Holds {
		if !o.held[id.Value] {
			o.fail(id.Pos, "rule %s does not hold anywhere", id.Value)
		}
		seen := o.t.result.Held[id.Value]
		o.t.result.Held[id.Value] = [2]bool{true, seen[1]}
	}
	for _, id := range e.Fails {
		if o.held[id.Value] {
			o.fail(id.Pos, "rule %s holds", id.Value)
		}
		seen := o.t.result.Held[id.Value]
		o.t.result.Held[id.Value] = [2]bool{seen[0], true}
	}
	for _, id := range append(slices.Clone(e.Holds), e.Fails...) {
		if !slices.Contains(o.t.program.Rules(), id.Value) {
			o.fail(id.Pos, "the service has no rule %s", id.Value)
		}
	}
}

func (o *outcome) values(e Expect, outside engine.Outside) {
	for _, entry := range e.Values {
		v, known := o.t.program.Named(entry.Key.Value, o.pages, outside)
		if !known {
			o.fail(entry.Key.Pos, "%s is no answer and no named value", entry.Key.Value)
			continue
		}
		if !sameValue(v, entry.Value.Value) {
			o.fail(entry.Key.Pos, "%s is %s, not %v", entry.Key.Value, orUnanswered(v), entry.Value.Value)
		}
	}
	for _, entry := range e.Origins {
		if have := o.t.driver.draft.Origins[entry.Key.Value]; string(have) != entry.Value.Value {
			o.fail(entry.Key.Pos, "%s is %q, not %s", entry.Key.Value, have, entry.Value.Value)
		}
	}
}

func orUnanswered(v value.Value) string {
	if v == nil {
		return "unanswered"
	}
	return rule.Canonical(v)
}

// sameValue compares a value with one as written.
func sameValue(v value.Value, want any) bool {
	switch want := want.(type) {
	case nil:
		return v == nil
	case bool:
		return v == want
	case definitions.Number:
		n, err := value.ParseNumber(string(want))
		have, ok := v.(value.Number)
		return err == nil && (ok && have.Equal(n) || !ok && v == string(want))
	case []any:
		list, ok := v.([]any)
		return ok && len(list) == len(want) && !slices.ContainsFunc(want, func(w any) bool {
			return !slices.ContainsFunc(list, func(have any) bool { return sameValue(have, w) })
		})
	case string:
		if at, ok := v.(time.Time); ok {
			return strings.HasPrefix(at.Format("2006-01-02T15:04:05"), want)
		}
		return v != nil && rule.Canonical(v) == want
	}
	return false
}

// after compares what follows from the application.
func (o *outcome) after(e Expect) {
	if e.State.Value != "" && o.standing.State.ID != e.State.Value {
		o.fail(e.State.Pos, "the state is %q, not %q", o.standing.State.ID, e.State.Value)
	}
	if e.Office.Value != "" && o.pages.Office != e.Office.Value {
		o.fail(e.Office.Pos, "it goes to %q, not to %q", o.pages.Office, e.Office.Value)
	}
	o.none(e.Flags, o.flags, e.Pos, "flags")
	for _, flag := range e.Flags {
		if !slices.Contains(o.flags, flag.Value) {
			o.fail(flag.Pos, "flag %s is not set; set are %v", flag.Value, o.flags)
		}
	}
}

func texts(list []definitions.String) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"
	"time"

	"sportello/definitions"
	"sportello/engine"
	"sportello/engine/value"
)

// Result is what came of one scenario.
type Result struct {
	File      string
	Title     string
	Failures  []Failure
	Submitted []Sent             // what was stored, step by step
	Held      map[string][2]bool // numbered rules: held somewhere, held not somewhere; as expected by name
}

// Failure is one expectation that was not met.
type Failure struct {
	Pos  definitions.Pos
	Step string
	Text string
}

// Sent is one application that could be sent.
type Sent struct {
	Program *engine.Program
	Record  *engine.Record
}

// Compile gives the program of the service with values for some parameters.
type Compile func(params engine.Params) (*engine.Program, definitions.Faults)

// ReadAll reads the scenarios of a service, in the order of their names.
func ReadAll(service fs.FS) (map[string]*Scenario, definitions.Faults) {
	out := map[string]*Scenario{}
	var faults definitions.Faults
	files, _ := fs.Glob(service, "scenarios/*")
	for _, file := range files {
		if ext := path.Ext(file); ext != ".yaml" && ext != ".json" {
			continue
		}
		content, err := fs.ReadFile(service, file)
		if err != nil {
			faults.Add(definitions.Pos{File: file, Line: 1, Column: 1}, "unreadable", "", "%v", err)
			continue
		}
		s := &Scenario{}
		found := definitions.Decode(file, content, s)
		faults = append(faults, found...)
		if !found.Blocking() {
			out[file] = s
		}
	}
	return out, faults
}

// telling is one scenario while it is played.
type telling struct {
	compile                  Compile
	program                  *engine.Program
	result                   *Result
	params                   engine.Params
	now                      string
	facts, identity, answers map[string]any
	profile                  map[string]any           // as the story gives it
	kept                     map[string][]engine.Kept // with what was kept on the way; nil: they have none
	driver                   *Engine
	player                   *Player
	outside                  engine.Outside
	filled                   engine.Outside // as it was when the pages were filled
	again                    bool           // what was sent is looked at again
	record                   *engine.Record // of the last application sent
	beside                   func(Turn) error
}

// Turn is one step as it was played through the engine, for whoever plays it
// in another way beside.
type Turn struct {
	Program *engine.Program
	Outside engine.Outside
	Sent    time.Time // the clock when it was sent; zero if it was that of Outside
	Answers value.Group
	Path    []string       // the pages that were filled
	Refused bool           // the last of them was not accepted
	Record  *engine.Record // what was sent; nil if it could not be
}

// Play plays a scenario through the engine.
func Play(file string, s *Scenario, compile Compile) *Result {
	return PlayBeside(file, s, compile, nil)
}

// PlayBeside plays a scenario through the engine, and each application besides
// as the caller likes; an error of the caller's is a failure of the step.
func PlayBeside(file string, s *Scenario, compile Compile, beside func(Turn) error) *Result {
	t := &telling{
		compile: compile, beside: beside, result: &Result{File: file, Title: s.Title.Value, Held: map[string][2]bool{}},
		facts: map[string]any{}, identity: map[string]any{}, answers: map[string]any{}, profile: map[string]any{},
	}
	if t.turn(s.Situation, s.Pos, "", false) {
		t.compare(s.Expect, "")
	}
	for _, step := range s.Then {
		if t.turn(step.Situation, step.Pos, step.Title.Value, step.Sent) {
			t.placed(step)
			t.compare(step.Expect, step.Title.Value)
		}
	}
	return t.result
}

// placed takes what was decided of the quota of an application that was sent:
// it is the first, unless the story says otherwise.
func (t *telling) placed(step Step) {
	if t.record == nil || t.record.Quota == nil || !step.Sent {
		return
	}
	t.outside.Place = &engine.Place{Number: 1}
	if step.Place == nil {
		return
	}
	literal, err := engine.Literal(value.IntegerType, step.Place.Number.Value, t.program.Zone())
	n, ok := literal.(value.Number)
	if err != nil || !ok {
		t.fail(step.Place.Number.Pos, step.Title.Value, "the number of a place is a whole number from 1")
		return
	}
	t.outside.Place = &engine.Place{Waiting: step.Place.Waiting, Number: n.IntPart()}
}

func (t *telling) fail(pos definitions.Pos, step, format string, args ...any) {
	t.result.Failures = append(t.result.Failures, Failure{pos, step, fmt.Sprintf(format, args...)})
}

// turn changes the situation and plays it.
func (t *telling) turn(s Situation, pos definitions.Pos, step string, sent bool) bool {
	if s.Now.Value != "" {
		t.now = s.Now.Value
	}
	t.params = s.Params.Over(t.params)
	merge(t.facts, s.Facts)
	merge(t.identity, s.Identity)
	merge(t.answers, s.Answers)
	merge(t.profile, s.Profile)
	if !t.prepare(pos, step) || !t.remember(s, pos, step) {
		return false
	}
	t.again = sent
	if sent {
		if t.record == nil {
			t.fail(pos, step, "nothing was sent before this step")
			return false
		}
		return true
	}
	t.filled = t.outside
	answers, err := t.program.Typed(t.answers)
	if err != nil {
		t.fail(pos, step, "answers: %v", err)
		return false
	}
	t.driver = &Engine{Program: t.program}
	t.player = &Player{Driver: t.driver, Answers: answers}
	filling, sentAt, ok := t.outside, time.Time{}, true
	if s.SentAt.Value != "" {
		if sentAt, ok = t.instant(s.SentAt.Value, "sent_at", s.SentAt.Pos, step); !ok {
			return false
		}
		t.player.Sending = func() { t.outside.Now, t.driver.outside.Now, t.filled.Now = sentAt, sentAt, sentAt }
	}
	if err := t.player.Play(filling); err != nil {
		t.fail(pos, step, "%v", err)
		return false
	}
	t.record = t.driver.record
	t.kept = t.driver.outside.Profile
	if t.record != nil {
		t.result.Submitted = append(t.result.Submitted, Sent{t.program, t.record})
	}
	t.playBeside(filling, sentAt, pos, step)
	return true
}

func (t *telling) playBeside(filling engine.Outside, sentAt time.Time, pos definitions.Pos, step string) {
	if t.beside == nil {
		return
	}
	turn := Turn{t.program, filling, sentAt, t.player.Answers, t.player.Path, t.driver.refused != nil, t.record}
	if err := t.beside(turn); err != nil {
		t.fail(pos, step, "%v", err)
	}
}

// prepare makes the program and what is outside.
func (t *telling) prepare(pos definitions.Pos, step string) bool {
	program, faults := t.compile(t.params)
	if program == nil {
		t.fail(pos, step, "the service does not compile: %v", faults[0])
		return false
	}
	t.program = program
	facts, err := program.FactsFrom(given(t.facts))
	if err != nil {
		t.fail(pos, step, "facts: %v", err)
		return false
	}
	identity, err := program.IdentityFrom(given(t.identity))
	if err != nil {
		t.fail(pos, step, "identity: %v", err)
		return false
	}
	at, ok := t.instant(t.now, "now", pos, step)
	t.outside = engine.Outside{Now: at, Facts: facts, Identity: identity}
	return ok
}

// instant reads a clock of the story.
func (t *telling) instant(text, key string, pos definitions.Pos, step string) (time.Time, bool) {
	v, err := engine.Literal(value.InstantType, text, t.program.Zone())
	at, ok := v.(time.Time)
	if err != nil || !ok {
		t.fail(pos, step, "%s: write an instant such as 2026-03-02T10:00:00", key)
		return time.Time{}, false
	}
	return at, true
}

// remember lays what the story says of the citizen's profile over what was kept
// in the steps before.
func (t *telling) remember(s Situation, pos definitions.Pos, step string) bool {
	profile, err := t.program.ProfileFrom(given(t.profile))
	if err != nil {
		t.fail(pos, step, "profile: %v", err)
		return false
	}
	if len(s.Profile) > 0 && t.kept == nil {
		t.kept = map[string][]engine.Kept{}
	}
	for _, e := range s.Profile {
		t.kept = maps.Clone(t.kept)
		t.kept[e.Key.Value] = profile[e.Key.Value]
	}
	t.outside.Profile = t.kept
	return true
}

// merge lays what a step gives over what was given before: groups are merged,
// null takes away, all else is replaced.
func merge(into map[string]any, from definitions.Map[definitions.Literal]) {
	for _, e := range from {
		mergeOne(into, e.Key.Value, e.Value.Value)
	}
}

func mergeOne(into map[string]any, name string, v any) {
	if v == nil {
		delete(into, name)
		return
	}
	over, isGroup := v.(map[string]any)
	under, wasGroup := into[name].(map[string]any)
	if !isGroup || !wasGroup {
		into[name] = v
		return
	}
	under = maps.Clone(under)
	for k, inner := range over {
		mergeOne(under, k, inner)
	}
	into[name] = under
}

// given leaves out what is null.
func given(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		if v != nil {
			out[k] = v
		}
	}
	return out
}

// Told is an application as a story leaves it, for explanations.
type Told struct {
	Program *engine.Program
	Draft   engine.Draft
	Outside engine.Outside
}

// Tell plays a situation and the steps after it, and gives the application as
// it then stands.
func Tell(s Situation, steps []Step, pos definitions.Pos, compile Compile) (*Told, error) {
	t := &telling{
		compile: compile, result: &Result{Held: map[string][2]bool{}},
		facts: map[string]any{}, identity: map[string]any{}, answers: map[string]any{}, profile: map[string]any{},
	}
	told := t.turn(s, pos, "", false)
	for _, step := range steps {
		told = told && t.turn(step.Situation, step.Pos, step.Title.Value, step.Sent)
	}
	if !told {
		return nil, errors.New(t.result.Failures[0].Text)
	}
	if t.record != nil {
		t.outside.Submitted = t.record.Now
	}
	return &Told{t.program, t.driver.draft, t.outside}, nil
}

// Report is what the player says of a scenario, for people.
func (r *Result) Report() string {
	var sb strings.Builder
	for _, f := range r.Failures {
		step := ""
		if f.Step != "" {
			step = " (" + f.Step + ")"
		}
		fmt.Fprintf(&sb, "%s: %s%s: %s\n", f.Pos, r.Title, step, f.Text)
	}
	return sb.String()
}

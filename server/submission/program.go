package submission

import (
	"encoding/json"
	"slices"

	"sportello/engine"
	"sportello/engine/value"
)

// Program is a compiled edition of a service, as the Desk needs it.
type Program interface {
	Identifier
	Walker
	Filler
	Stander
	Rememberer
	Codec
}

var _ Program = (*engine.Program)(nil)

// Identifier tells which edition a Program is.
type Identifier interface {
	ID() string      // of the service
	Label() string   // of the edition
	Edition() string // its hash
	Title() string   // of the service, in words
	// LevelNeeded is the least level of assurance that one must be known at, and
	// Admits tells whether one is enough.
	LevelNeeded() int
	Admits(level string) bool
	// Language is what the service is offered in to those who want a language.
	Language(wanted string) string
}

// Walker tells where a draft leads. The page is nil if it is not on the path.
type Walker interface {
	// OnceOnly names the groups of the citizen's profile that it asks for.
	OnceOnly() []string
	Walk(d engine.Draft, o engine.Outside) *engine.Journey
	Page(d engine.Draft, o engine.Outside, page string) (*engine.PageState, *engine.Journey)
	// Pages builds every page of the path to be shown, as the summary does.
	Pages(d engine.Draft, o engine.Outside) *engine.Journey
	Complete(d engine.Draft, o engine.Outside) (*engine.Record, []engine.Problem)
}

// Filler makes the next draft of a draft and a posted form. The page is nil,
// and the draft as it was, if the page is not on the path.
type Filler interface {
	// Accept takes the page's answers if all are valid, else keeps them as typed.
	Accept(d engine.Draft, o engine.Outside, page string, form engine.Form) (engine.Draft, *engine.PageState, *engine.Journey)
	// Edit keeps the page as typed and does the action ("" for none) on its rows
	// or files.
	Edit(d engine.Draft, o engine.Outside, page string, form engine.Form, action string) (engine.Draft, *engine.PageState)
}

// Stander tells how an application that was sent stands.
type Stander interface {
	DecodeAnswers(answers []byte) (value.Group, error)
	Standing(answers value.Group, o engine.Outside) *engine.Standing
}

// Rememberer is told what the same citizen sent to the service before.
type Rememberer interface {
	// AsksEarlier tells whether its rules read that.
	AsksEarlier() bool
	// WithEarlier lays it, latest first, over facts.
	WithEarlier(facts value.Group, earlier []engine.Earlier) value.Group
	// EarlierAsKept lays what an application was sent with of it over facts.
	EarlierAsKept(facts value.Group, kept json.RawMessage) value.Group
}

// Codec writes and reads the engine's draft. Equal drafts give equal bytes.
type Codec interface {
	EncodeDraft(d engine.Draft) ([]byte, error)
	DecodeDraft(content []byte) (engine.Draft, error)
}

// Catalogue finds programs.
type Catalogue interface {
	// Current gives the edition that new drafts of a service start with.
	// ErrNotFound if there is no such service.
	Current(service string) (Program, error)
	// Edition by its hash. ErrNotFound if it is not loaded.
	Edition(hash string) (Program, error)
}

// Shelf is a Catalogue that never changes; to publish, make another.
type Shelf struct {
	current map[string]Program
	all     map[string]Program
}

// NewShelf makes a catalogue of the current editions of services, at most one
// of each, and of older ones.
func NewShelf(current []Program, older ...Program) *Shelf {
	s := &Shelf{current: map[string]Program{}, all: map[string]Program{}}
	for _, p := range current {
		s.current[p.ID()] = p
	}
	for _, p := range slices.Concat(current, older) {
		s.all[p.Edition()] = p
	}
	return s
}

// Current is of Catalogue.
func (s *Shelf) Current(service string) (Program, error) { return found(s.current[service]) }

// Edition is of Catalogue.
func (s *Shelf) Edition(hash string) (Program, error) { return found(s.all[hash]) }

func found(p Program) (Program, error) {
	if p == nil {
		return nil, ErrNotFound
	}
	return p, nil
}

// Package scenario is the story language: worked cases of a service, with
// answers in and path, errors and amounts out.
//
// A scenario is told once and played through a Driver: the engine itself, a
// server over HTTP, a browser. The player fills each page the way a citizen
// would: it opens the page where the path has its gap, types what the story
// gives for the fields it sees there, adds rows and files, sends, and goes on
// until the path ends or the page is refused. Then it compares.
package scenario

import (
	"sportello/definitions"
)

// Scenario is one worked case, as its file declares it.
type Scenario struct {
	Title     definitions.Text `key:"scenario" need:"yes" doc:"What happens, in one line." eg:"Un minorenne chiede la tessera"`
	Note      definitions.Text `key:"note" doc:"Arithmetic, sources, whatever helps who reads it."`
	Situation `key:",inline"`
	Expect    Expect `key:"expect" doc:"What must come out."`
	Then      []Step `key:"then" doc:"More steps, each from the scenario as it is after the step before."`
	Pos       definitions.Pos
}

// Situation is what a step starts from.
type Situation struct {
	Now      definitions.String                   `key:"now" doc:"The clock, in the municipality's zone." eg:"2026-03-02T10:00:00"`
	SentAt   definitions.String                   `key:"sent_at" doc:"The clock when it is sent, if that is later than the filling; in this step only." eg:"2026-03-31T12:00:01"`
	Params   definitions.Map[definitions.Literal] `key:"params" doc:"Values of parameters, where they are not the defaults."`
	Facts    definitions.Map[definitions.Literal] `key:"facts" doc:"Facts from outside; null makes one silent again."`
	Identity definitions.Map[definitions.Literal] `key:"identity" doc:"What the identity provider says."`
	Profile  definitions.Map[definitions.Literal] `key:"profile" doc:"What the citizen gave before, by group: the answers of its block, or a list of such for groups there are many of. It makes them somebody who has a profile." eg:"{isee: {presente: dsu, protocollo: INPS-ISEE-2026-01234567K-00}}"`
	Answers  definitions.Map[definitions.Literal] `key:"answers" doc:"What the citizen types, nested as in the contract."`
}

// Place is what was decided of a quota, as a story tells it.
type Place struct {
	Waiting bool                `key:"waiting" doc:"yes: on the waiting list, not inside."`
	Number  definitions.Literal `key:"number" need:"yes" doc:"From 1: inside, or on the waiting list." eg:"12"`
}

// Step is a change of the situation, and what must come of it.
type Step struct {
	Title     definitions.Text `key:"step" need:"yes" doc:"What is different." eg:"con un centesimo in più"`
	Note      definitions.Text `key:"note" doc:"Arithmetic, sources."`
	Situation `key:",inline"`
	Place     *Place `key:"place" doc:"With sent: what was decided of the quota; inside with number 1 unless given." eg:"{waiting: yes, number: 3}"`
	Sent      bool   `key:"sent" doc:"yes: the application already sent is looked at again, with other facts and another clock."`
	Expect    Expect `key:"expect" doc:"What must come out."`
	Pos       definitions.Pos
}

// Expect is what must come out. Only what is said is compared.
type Expect struct {
	Path       []definitions.String                  `key:"path" doc:"The pages on the path, up to the first gap or the end." eg:"[dati, ritiro]"`
	Page       definitions.String                    `key:"page" doc:"The page where the path ends with a gap." eg:"ritiro"`
	Submitted  definitions.Literal                   `key:"submitted" doc:"Whether the application can be sent." eg:"yes"`
	Shown      []definitions.String                  `key:"shown" one:"yes" doc:"Fields that are shown." eg:"[genitore]"`
	Hidden     []definitions.String                  `key:"hidden" one:"yes" doc:"Fields that are not shown."`
	Required   []definitions.String                  `key:"required" one:"yes" doc:"Fields that are shown and required."`
	Optional   []definitions.String                  `key:"optional" one:"yes" doc:"Fields that are shown and not required."`
	Problems   []definitions.Literal                 `key:"problems" doc:"Problems of the page that was refused: a path, path: code, or the rule of a check." eg:"[motivo: too_short, AC-05]"`
	NoProblems bool                                  `key:"no_problems" doc:"yes: no page was refused."`
	Warnings   []definitions.String                  `key:"warnings" one:"yes" doc:"Checks that warn, by id or number." eg:"[AC-10]"`
	NoWarnings []definitions.String                  `key:"no_warnings" one:"yes" doc:"Checks that do not warn."`
	Stops      []definitions.String                  `key:"stops" one:"yes" doc:"Checks that stop, by id or number; window for the time window."`
	Holds      []definitions.String                  `key:"holds" one:"yes" doc:"Numbered rules that hold anywhere on the path."`
	Fails      []definitions.String                  `key:"fails" one:"yes" doc:"Numbered rules that hold nowhere on the path."`
	Values     definitions.Map[definitions.Literal]  `key:"values" doc:"Answers, computed values, fee.x, score.x, deadline.x, conditions, named values; null is unanswered." eg:"{fee.total: 29.00}"`
	Options    definitions.Map[[]definitions.String] `key:"options" doc:"The options offered by a field." eg:"{consegna: [email, posta]}"`
	State      definitions.String                    `key:"state" doc:"The present state, by id."`
	Office     definitions.String                    `key:"office" doc:"The office it goes to."`
	Flags      []definitions.String                  `key:"flags" one:"yes" doc:"Marks for the office that are set."`
	Origins    definitions.Map[definitions.String]   `key:"origins" doc:"Of answers with a default: followed or overridden."`
	Pos        definitions.Pos
}

// Answers is a file of answers. A scenario is one too: what it expects is not
// looked at.
type Answers struct {
	Title     definitions.Text `key:"scenario" doc:"What happens, in one line."`
	Note      definitions.Text `key:"note" doc:"Whatever helps who reads it."`
	Situation `key:",inline"`
	Expect    Expect `key:"expect" doc:"Not looked at."`
	Then      []Step `key:"then" doc:"Not looked at."`
	Pos       definitions.Pos
}

package engine

import "sportello/engine/value"

// Quota is what there is too little of, as an application asks for it: places,
// or euro of a budget. Whether it is inside is decided when it is written, in
// the order of writing.
type Quota struct {
	Name    string        `json:"name,omitempty"` // which of several, by the answer that tells them apart
	Title   string        `json:"title"`
	Places  *value.Number `json:"places,omitempty"` // how many there are; nil: as many as the budget lasts
	Budget  *value.Number `json:"budget,omitempty"` // euro; nil: no budget
	Amount  value.Number  `json:"amount"`           // euro that this application takes of the budget
	Waiting bool          `json:"waiting"`          // who is not inside goes on a waiting list; else is refused
}

// Place is what was decided.
type Place struct {
	Waiting bool  `json:"waiting"` // on the waiting list, not inside
	Number  int64 `json:"number"`  // from 1: inside, or on the waiting list
}

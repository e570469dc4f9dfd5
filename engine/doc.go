// Package engine is what a definition means. Compile turns a service that was
// read into a Program, or says everything that is wrong with it; a Program
// never changes and serves all requests.
//
// An application is a Draft: the answers accepted so far, and the pages typed
// but not valid yet. What follows from it is never stored but computed, by one
// walk: Walk goes along the pages from the first to the first gap, gives each
// rule exactly the answers that precede it, and comes back with a Journey: the
// pages on the path, what stops it, amounts, flags, the office. Page shows one
// page of it, Accept takes a posted page and gives the next Draft, Edit changes
// a row or a file, Complete judges the whole and gives the Record to store.
// After sending, Standing looks at stored answers again, with the facts and the
// clock of now.
//
// The package is pure: time, identity, facts and chance come in from outside,
// and the same input gives the same output. Below it, package value has the
// values, field how what browsers post becomes values, function what rules may
// call, and rule the rule language. Package scenario tells stories to it,
// package explore makes journeys by lot.
package engine

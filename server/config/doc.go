// Package config is what a running server is set up with: which services it
// serves, in which editions, for which municipality.
//
// Services are read and compiled once, when the server starts, and their
// editions are kept in the store with all they are made of. A draft that was
// begun with an earlier edition goes on with that one: it is read from the
// store when it is first asked for, compiled, and remembered.
//
// Which edition new applications begin with is said in the store too, by an
// offer; all nodes follow it. So what one node brings along, or sportello
// publish puts there, is served by all a moment later, with the municipality's
// values for its parameters. The profile is each node's own.
//
// A service with faults is not served; the log says where to look. Others are.
package config

// Package corpus holds the laws of the engine as cases: small services with
// what must come of them. The cases are files; see README.md. Any engine that
// reads services can be held to them; this package's test plays them through
// ours.
package corpus

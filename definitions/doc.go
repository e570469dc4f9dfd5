// Package definitions is what an author writes: services, blocks and
// municipality profiles as plain data, read with their positions, and the
// faults found in reading them.
//
// It knows the words of the language (the `key` tags of its structs are the
// language: the reader, the editors' schema and the reference in docs are all
// made from them) but not what the words mean. Meaning is package engine.
package definitions

// Package durability holds the program to its promise: what a citizen has been
// told is sent, is stored, once; and what was accepted is never asked again.
//
// It has only tests. They start the real program as a process of its own, on a
// small service, and fill in its pages over the network of this machine as a
// citizen does who knows only HTML (package visitor). Then they do to it what
// happens to programs, and end with the proof that nothing was lost, doubled or
// put out of order:
//
//   - TestOnDiskBeforeTheAnswer, TestFileBeforeItsCommit look at what it asks of
//     the kernel (strace): between a post and its answer the database has been
//     written and synced, in this order, and an uploaded file was synced before
//     it. That is the only way to know: a test that kills the process proves
//     nothing about a power cut, since the kernel keeps what a process has
//     written.
//   - TestKilled kills it without warning while citizens fill in, time and again,
//     at moments that a seed decides; TestNodesKilled does so to one of four nodes
//     behind a balancer, TestDatabaseKilled to their PostgreSQL.
//   - TestStopsInOrder, TestStoppedInAStorm and TestRollingRestart tell it to stop,
//     in the middle of a request and under load.
//   - TestAtTwoNodes has one citizen meet, with two nodes on one PostgreSQL: a
//     draft resumed at another node alone; a node killed in the middle of sending,
//     and one killed when it has sent and cannot say so; a button pressed twice at
//     once; two tabs; back after sending; a database that is restarted.
//   - TestNodeFreezes stops a node while it holds what the other waits for.
//   - TestFullDisk and TestReadOnly take the disk away.
//   - TestClockStepsBack sets the clock back in the middle of an application.
//   - TestEditionReachesNodes and TestEditionReachesServer publish a new edition
//     under an application that is half filled in.
//
// Receivers that hang, answer 500 or answer late are in package outbox; stores
// that are killed between any two statements in package storetest.
//
// The program is built once. SPORTELLO names one that is built already.
package durability

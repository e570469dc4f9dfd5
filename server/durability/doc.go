// Package durability holds the program to its promise: what a citizen has been
// told is sent, is stored, once; and what was accepted is never asked again.
//
// It has only tests. They start the real program as a process of its own, on a
// small service, and fill in its pages over the network of this machine as a
// citizen does who knows only HTML (package visitor). Then they do to it what
// happens to programs:
//
//   - they look at what it asks of the kernel (strace): between a post and its
//     answer the database has been written and synced, in this order, and an
//     uploaded file was synced before it. That is the only way to know: a test
//     that kills the process proves nothing about a power cut, since the kernel
//     keeps what a process has written.
//   - they kill it without warning while citizens fill in, time and again, at
//     moments that a seed decides;
//   - they tell it to stop in the middle of a request;
//   - they take the disk away: full, or read-only;
//   - they do it to one of four nodes behind a balancer, on one PostgreSQL, and
//     to the PostgreSQL.
//
// The program is built once. SPORTELLO names one that is built already.
package durability

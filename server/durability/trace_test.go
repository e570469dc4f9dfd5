package durability_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// call is one call to the kernel, as strace tells it. A call that others came
// in between has two lines: where it began and where it ended.
type call struct {
	name  string
	on    string // the file
	text  string // its arguments
	begun int    // line
	ended int
	ok    bool
}

var (
	begun   = regexp.MustCompile(`^(\d+) +[\d:.]+ (\w+)\(\d+<(.*?)>(.*)$`)
	resumed = regexp.MustCompile(`^(\d+) +[\d:.]+ <\.\.\. (\w+) resumed>(.*)$`)
)

// readTrace reads what strace -f -tt -y wrote.
func readTrace(text string) []call {
	var calls []call
	open := map[string]int{} // the call that a thread is in
	for line, s := range strings.Split(text, "\n") {
		if m := begun.FindStringSubmatch(s); m != nil {
			calls = append(calls, call{name: m[2], on: m[3], text: m[4], begun: line, ended: line, ok: succeeded(m[4])})
			open[m[1]] = len(calls) - 1
		} else if m := resumed.FindStringSubmatch(s); m != nil {
			c := &calls[open[m[1]]]
			c.text, c.ended, c.ok = c.text+m[3], line, succeeded(m[3])
		}
	}
	return calls
}

func succeeded(s string) bool { return strings.Contains(s, ") = ") && !strings.Contains(s, ") = -1") }

func isSync(c call) bool  { return c.ok && (c.name == "fsync" || c.name == "fdatasync") }
func isWrite(c call) bool { return c.name == "pwrite64" || c.name == "write" }

// turn is what happened between a post and its answer.
type turn struct {
	calls  []call
	answer call
}

// turnOf finds the turn of the first post to an address. A connection's first
// byte may be read by itself, so the P of POST is not looked for.
func turnOf(calls []call, address string) (turn, error) {
	for i, c := range calls {
		if c.name != "read" || !strings.Contains(c.text, "OST "+address+" HTTP") {
			continue
		}
		for j := i; j < len(calls); j++ {
			if isWrite(calls[j]) && strings.Contains(calls[j].text, `"HTTP/1.1 `) {
				return turn{calls[i:j], calls[j]}, nil
			}
		}
	}
	return turn{}, fmt.Errorf("the trace shows no post to %s with its answer", address)
}

// committed gives the first write to the database's log, and reports an error
// unless the last one was followed by a sync that ended before the answer.
func (t turn) committed() (first call, err error) {
	var writes []call
	for _, c := range t.calls {
		if isWrite(c) && strings.HasSuffix(c.on, ".db-wal") {
			writes = append(writes, c)
		}
	}
	if len(writes) == 0 {
		return call{}, fmt.Errorf("nothing was written to the database")
	}
	return writes[0], t.syncedAfter(writes[len(writes)-1], t.answer.begun)
}

// syncedAfter reports an error unless what a call wrote was synced before a line.
func (t turn) syncedAfter(written call, before int) error {
	for _, c := range t.calls {
		if isSync(c) && c.on == written.on && c.begun > written.ended && c.ended < before {
			return nil
		}
	}
	return fmt.Errorf("%s was written, and not synced in time", written.on)
}

// TestReadTrace shows the reader three answers that came too early, and one
// that did not.
func TestReadTrace(t *testing.T) {
	text, err := os.ReadFile("testdata/answers.strace")
	must(t, err)
	calls := readTrace(string(text))
	for address, want := range map[string]string{
		"/good":    "",
		"/never":   "/d/sportello.db-wal was written, and not synced in time",
		"/late":    "/d/sportello.db-wal was written, and not synced in time",
		"/failed":  "/d/sportello.db-wal was written, and not synced in time",
		"/nothing": "nothing was written to the database",
	} {
		turn, err := turnOf(calls, address)
		must(t, err)
		got := ""
		if _, err := turn.committed(); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, not %q", address, got, want)
		}
	}
}

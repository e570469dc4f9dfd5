package durability_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOnDiskBeforeTheAnswer looks at what the program asks of the kernel while
// applications are sent one after the other: the database is written and synced
// after each post has come and before its answer goes.
func TestOnDiskBeforeTheAnswer(t *testing.T) {
	p, trace := traced(t)
	c := newCitizen(t, p.site())
	var drafts []string
	for n := range 5 {
		_, err := c.apply("Ada", fmt.Sprintf("lampione %d", n), "")
		must(t, err)
		drafts = append(drafts, c.draft)
	}
	p.stop()
	calls := trace()
	for _, draft := range drafts {
		for _, address := range []string{"/pagine/chi", "/pagine/luogo", "/riepilogo"} {
			turn, err := turnOf(calls, draft+address)
			must(t, err)
			if !strings.Contains(turn.answer.text, "HTTP/1.1 303 ") {
				t.Errorf("the answer to %s is %s", address, turn.answer.text)
			}
			if _, err := turn.committed(); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
	}
}

// TestFileBeforeItsCommit: the database never names a file that a power cut
// could take away. Its bytes are synced, and the folder that names it.
func TestFileBeforeItsCommit(t *testing.T) {
	p, trace := traced(t)
	c := newCitizen(t, p.site())
	_, err := c.apply("Ada", "lampione", "foto.png")
	must(t, err)
	p.stop()
	turn, err := turnOf(trace(), c.draft+"/pagine/luogo")
	must(t, err)
	commit, err := turn.committed()
	must(t, err)
	bytes, folder := false, false
	for _, c := range turn.calls {
		switch {
		case isWrite(c) && strings.Contains(c.on, "/attachments/incoming/"):
			must(t, turn.syncedAfter(c, commit.begun))
			bytes = true
		case isSync(c) && bytes && strings.Contains(c.on, "/attachments/") && !strings.Contains(c.on, "/incoming/"):
			folder = folder || c.ended < commit.begun
		}
	}
	if !bytes || !folder {
		t.Errorf("file written and synced: %v; then its folder: %v", bytes, folder)
	}
}

// traced starts a program under strace. The function it gives reads the trace,
// once the program has ended.
func traced(t *testing.T) (*program, func() []call) {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("strace is not installed: run scripts/strace, as make test does")
	}
	file := filepath.Join(t.TempDir(), "strace")
	p := newProgram(t, t.TempDir())
	// With -D the program is our child, and strace only looks on.
	p.under = []string{strace, "-D", "-f", "-tt", "-y", "-s", "200", "-o", file,
		"-e", "trace=fsync,fdatasync,pwrite64,write,sendto,read"}
	p.start()
	return p, func() []call { return readTrace(finished(t, file)) }
}

// finished waits until strace has written the end.
func finished(t *testing.T, file string) string {
	t.Helper()
	for range 500 {
		text, err := os.ReadFile(file)
		must(t, err)
		if strings.Contains(string(text), "+++ exited with 0 +++") && strings.HasSuffix(string(text), "+++\n") {
			return string(text)
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("strace does not end")
	return ""
}

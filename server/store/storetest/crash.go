package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/submission"
)

// childFolder tells a process started by Crash what to do.
const childFolder = "STORETEST_CRASH_FOLDER"

// Opening is how Crash opens the store of a folder, in the process that dies
// and in the one that looks at it afterwards.
type Opening struct {
	// Prepare makes the store of a folder ready to be opened, and gives what the
	// process that dies needs in its environment. It may be nil.
	Prepare func(folder string) []string
	Open    func(ctx context.Context, folder string) (submission.Store, error)
}

// Crash kills a process without warning while it sends drafts, and looks at
// what it left: what was acknowledged is there, and every draft is a draft with
// its file or a submission with its file and its event, never both, never
// neither. The calling test starts itself again as that process; it must call
// Crash before anything else.
func Crash(t *testing.T, o Opening) {
	if folder := os.Getenv(childFolder); folder != "" {
		sendUntilKilled(t, o, folder)
		return
	}
	for round := range 12 {
		folder := t.TempDir()
		var environment []string
		if o.Prepare != nil {
			environment = o.Prepare(folder)
		}
		kept, acknowledged := killed(t, folder, environment, 20+5*round, time.Duration(round)*250*time.Microsecond)
		s, err := o.Open(ctx, folder)
		must(t, err)
		for draft, reference := range acknowledged {
			got, err := s.SubmissionOf(ctx, draft, anna)
			must(t, err)
			same(t, got.Reference, reference)
		}
		wholeOrNot(t, s)
		notLost(t, s, kept)
	}
}

func sendUntilKilled(t *testing.T, o Opening, folder string) {
	s, err := o.Open(ctx, folder)
	must(t, err)
	withEdition(t, s)
	for i := 0; ; i++ {
		id := name("d", i)
		kept(t, s, id, anna)
		must(t, s.AddFile(ctx, id, anna, file("f"+id), morning))
		fmt.Printf("kept %s -\n", id)
		sub := sent(id, anna)
		sub.Files = []engine.File{file("f" + id)}
		got, err := s.Submit(ctx, sub, 1, event())
		must(t, err)
		fmt.Printf("sent %s %s\n", id, got.Reference)
	}
}

// killed runs the child until it has acknowledged n submissions, and a moment
// more, so that the kill meets it anywhere. It gives all that it acknowledged:
// the drafts that were kept, and the references of those that were sent.
func killed(t *testing.T, folder string, environment []string, n int, moment time.Duration) (kept []string, acknowledged map[string]string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	child.Env = append(append(os.Environ(), childFolder+"="+folder), environment...)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	acknowledged = map[string]string{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) != 3: // what the test framework prints
		case words[0] == "kept":
			kept = append(kept, words[1])
		case words[0] == "sent":
			acknowledged[words[1]] = words[2]
			if len(acknowledged) == n {
				time.AfterFunc(moment, func() { child.Process.Kill() })
			}
		}
	}
	if err := child.Wait(); err == nil || len(acknowledged) < n {
		t.Fatalf("the child was not killed at work: %v, %d sent", err, len(acknowledged))
	}
	return kept, acknowledged
}

// notLost looks for every draft that was kept: it is a draft or a submission.
func notLost(t *testing.T, s submission.Store, kept []string) {
	t.Helper()
	for _, id := range kept {
		_, err := s.Draft(ctx, id, anna)
		if errors.Is(err, submission.ErrNotFound) {
			_, err = s.SubmissionOf(ctx, id, anna)
		}
		if err != nil {
			t.Errorf("draft %s of %d is lost: %v", id, len(kept), err)
		}
	}
}

func wholeOrNot(t *testing.T, s submission.Store) {
	t.Helper()
	all := exported(t, s, service, 0)
	events := chain(t, s)
	same(t, len(events), len(all))
	for i, one := range all {
		same(t, one.Number, int64(i+1))
		same(t, events[i].Reference, one.Reference)
		_, err := s.Draft(ctx, one.Draft, anna)
		mustBe(t, err, submission.ErrNotFound)
		_, err = s.File(ctx, "f"+one.Draft, anna)
		must(t, err)
	}
	drafts, err := s.Drafts(ctx, anna)
	must(t, err)
	if len(drafts) > 1 {
		t.Errorf("%d drafts are left, of a child that fills in one at a time", len(drafts))
	}
	for _, d := range drafts {
		if _, err := s.SubmissionOf(ctx, d.ID, anna); !errors.Is(err, submission.ErrNotFound) {
			t.Errorf("%v is a submission too: %v", d, err)
		}
	}
}

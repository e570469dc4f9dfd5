package cli

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestServesMetricsApart(t *testing.T) {
	at := free(t)
	c := Serve{Listen: "127.0.0.1:0", Place: Place{Data: t.TempDir()}, Metrics: at}
	address, stop := serving(t, c, Common{Definitions: []string{tutorial}})
	status(t, address+"/servizi/biblioteca-tessera")
	for _, line := range []string{
		`sportello_request_seconds_count{method="GET",route="/servizi/{service}",status="200"} 1`,
		"sportello_store_up 1", "sportello_drafts 0", "sportello_submissions 0", "sportello_commit_changes_bucket", "go_goroutines",
	} {
		comeToSay(t, "http://"+at, line)
	}
	if got := status(t, address+"/metrics"); got != http.StatusNotFound {
		t.Errorf("citizens reach metrics: %d", got)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// free gives an address where nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// comeToSay waits for a line of the metrics: a request is counted when it is
// over, which is after its answer was read.
func comeToSay(t *testing.T, address, line string) {
	t.Helper()
	var text []byte
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		answer, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		text, _ = io.ReadAll(answer.Body)
		answer.Body.Close()
		if strings.Contains(string(text), line) {
			return
		}
	}
	t.Errorf("no %s in\n%s", line, text)
}

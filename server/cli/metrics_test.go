package cli

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestServesMetricsApart(t *testing.T) {
	const at = "127.0.0.1:18391"
	c := Serve{Listen: "127.0.0.1:0", Place: Place{Data: t.TempDir()}, Metrics: at}
	address, stop := serving(t, c, Common{Definitions: []string{tutorial}})
	status(t, address+"/servizi/biblioteca-tessera")
	answer, err := http.Get("http://" + at)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	for _, line := range []string{
		`sportello_request_seconds_count{method="GET",route="/servizi/{service}",status="200"} 1`,
		"sportello_store_up 1", "sportello_drafts 0", "sportello_submissions 0", "sportello_commit_changes_bucket", "go_goroutines",
	} {
		if !strings.Contains(string(text), line) {
			t.Errorf("no %s in\n%s", line, text)
		}
	}
	if got := status(t, address+"/metrics"); got != http.StatusNotFound {
		t.Errorf("citizens reach metrics: %d", got)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

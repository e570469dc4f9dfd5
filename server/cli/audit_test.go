package cli

import (
	"bytes"
	"strings"
	"testing"
)

// A service in a folder is served from there, to be looked at.
func TestAuditOfAFolder(t *testing.T) {
	var out, wrong bytes.Buffer
	status := Run([]string{"audit", "--now", "2026-03-02T10:00:00", "../../examples/tutorial"}, Streams{&out, &wrong})
	if status != 0 || !strings.HasSuffix(out.String(), "18 criteria and 1 sheets, 0 not met\n") {
		t.Errorf("exit %d\n%s%s", status, &out, &wrong)
	}
}

func TestAuditIsServedFromOnePlace(t *testing.T) {
	var out, wrong bytes.Buffer
	status := Run([]string{"audit", "accesso-atti", "../../examples/tutorial"}, Streams{&out, &wrong})
	if status != 1 || !strings.Contains(wrong.String(), "served from one place") {
		t.Errorf("exit %d\n%s%s", status, &out, &wrong)
	}
}

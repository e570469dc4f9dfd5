package durability_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEditionReachesNodes publishes a new edition beside running nodes: all of
// them serve it without a restart, and a draft that was begun before goes on
// with its own edition, at another node.
func TestEditionReachesNodes(t *testing.T) {
	h := newHall(t, 2)
	publishedWhileServing(t, h.nodes, func(site string) string { return h.balancer.URL })
}

// TestEditionReachesServer does the same on one machine.
func TestEditionReachesServer(t *testing.T) {
	p := newProgram(t, t.TempDir())
	p.start()
	publishedWhileServing(t, []*program{p}, func(site string) string { return site })
}

func publishedWhileServing(t *testing.T, nodes []*program, through func(string) string) {
	site := through(nodes[0].site())
	before := newCitizen(t, site)
	must(t, before.begin())
	must(t, before.name("Ada"))

	folder := t.TempDir()
	service, err := os.ReadFile("testdata/services/lampione/service.yaml")
	must(t, err)
	second := strings.NewReplacer(`edition: "1"`, `edition: "2"`, "Segnalare un lampione spento", "Segnalare un lampione rotto").Replace(string(service))
	must(t, os.Mkdir(filepath.Join(folder, "lampione"), 0o755))
	must(t, os.WriteFile(filepath.Join(folder, "lampione", "service.yaml"), []byte(second), 0o644))
	nodes[0].does("publish", "--definitions", folder)
	for _, node := range nodes {
		comesToSay(t, node.site()+"/servizi/lampione", "Segnalare un lampione rotto")
	}

	must(t, before.where("via Roma", ""))
	must(t, before.driver.Submit())
	_, err = before.reference()
	must(t, err)
	_, err = newCitizen(t, site).apply("Bruno", "via Milano", "")
	must(t, err)
	all := nodes[0].stored()
	if len(all) != 2 || all[0].Label != "1" || all[1].Label != "2" {
		t.Errorf("stored %+v", all)
	}
}

// comesToSay waits until a page says something.
func comesToSay(t *testing.T, address, words string) {
	t.Helper()
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		answer, err := http.Get(address)
		must(t, err)
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		must(t, err)
		if strings.Contains(string(page), words) {
			return
		}
	}
	t.Fatalf("%s does not come to say %q", address, words)
}

package durability_test

import (
	"testing"
	"time"
)

// TestClockStepsBack sets the clock back by an hour, and then by a year, while
// an application is half filled in: it goes on, numbers rise, the chain is whole,
// and what was received says the clock as it was.
func TestClockStepsBack(t *testing.T) {
	p := newProgram(t, t.TempDir())
	var told []string
	clocks := []string{"2026-06-10T10:00:00", "2026-06-10T09:00:00", "2026-06-10T11:00:00", "2025-06-10T10:00:00"}
	var c *citizen
	for i, clock := range clocks {
		p.clock = clock
		p.start()
		if c != nil { // goes on with what was begun by the clock of before
			must(t, c.resume())
			must(t, c.at("luogo"))
			must(t, c.where(clock, ""))
			must(t, c.driver.Submit())
			told = append(told, c.tells(t))
		}
		reference, err := newCitizen(t, p.site()).apply("Bruno", clock, "foto.png")
		must(t, err)
		told = append(told, reference)
		if i < len(clocks)-1 {
			c = newCitizen(t, p.site())
			must(t, c.begin())
			must(t, c.name("Ada"))
		}
		p.stop()
	}
	p.does("verify")
	all := p.stored()
	if len(all) != len(told) {
		t.Fatalf("%d receipts were read, %d applications are stored", len(told), len(all))
	}
	rome, err := time.LoadLocation("Europe/Rome")
	must(t, err)
	for i, one := range all {
		if one.Reference != told[i] {
			t.Errorf("receipt %d said %s, stored there is %s", i+1, told[i], one.Reference)
		}
		if at := one.ReceivedAt.In(rome).Format("2006-01-02T15:04:05"); at != one.Answers.Dove {
			t.Errorf("%s was received at %s, by a clock that said %s", one.Reference, at, one.Answers.Dove)
		}
	}
}

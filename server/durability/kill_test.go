package durability_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sportello/engine"
)

const (
	citizens = 8
	kills    = 12
)

// TestKilled kills the program twelve times while eight citizens apply without
// pause, and starts it again on the same data.
func TestKilled(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 11))
	storm(t, kills, func(p *program) {
		time.Sleep(time.Duration(random.IntN(250_000)) * time.Microsecond)
		p.kill()
	})
}

// TestStoppedInAStorm does the same with the program being asked to stop.
func TestStoppedInAStorm(t *testing.T) {
	storm(t, 3, func(p *program) { p.stop() })
}

// storm ends the program time and again, once applications are being sent, and
// then compares what citizens were told with what is stored.
func storm(t *testing.T, rounds int, end func(*program)) {
	p := newProgram(t, t.TempDir())
	p.start()
	crowd := applying(t, p.site(), rounds, func() {
		end(p)
		p.start()
	})
	compare(t, crowd, p.stored())
	p.stop()
}

// applying lets citizens apply without pause while something happens, so many
// times, each once applications are being sent again.
func applying(t *testing.T, site string, rounds int, happens func()) []*applicant {
	var over atomic.Bool
	var all sync.WaitGroup
	crowd := make([]*applicant, citizens)
	for i := range crowd {
		crowd[i] = &applicant{citizen: newCitizen(t, site), t: t, name: fmt.Sprintf("Cittadino %d", i), again: i%2 == 0}
		all.Go(func() { crowd[i].applyUntil(&over) })
	}
	for range rounds {
		waitForMore(t, crowd)
		happens()
	}
	over.Store(true)
	all.Wait()
	return crowd
}

// waitForMore waits until a receipt has been read since now.
func waitForMore(t *testing.T, crowd []*applicant) {
	t.Helper()
	before, until := read(crowd), time.Now().Add(15*time.Second)
	for read(crowd) == before {
		if time.Now().After(until) {
			t.Fatal("nobody gets a receipt any more")
		}
		time.Sleep(time.Millisecond)
	}
}

func read(crowd []*applicant) (n int64) {
	for _, a := range crowd {
		n += a.read.Load()
	}
	return n
}

// applicant is a citizen who applies again and again and does not give up.
type applicant struct {
	*citizen
	t       *testing.T
	name    string
	again   bool // presses the button again when nothing comes; others reopen the address
	read    atomic.Int64
	told    map[string]string // references by what was applied for, as receipts told
	order   []string          // of the references
	reached string            // how far it is sure to have come
	cut     int               // how often no answer came
}

func (a *applicant) applyUntil(over *atomic.Bool) {
	a.told = map[string]string{}
	for n := 0; !over.Load() && !a.t.Failed(); n++ {
		where := fmt.Sprintf("%s, lampione %d", a.name, n)
		reference := a.insist(where)
		a.told[where], a.order = reference, append(a.order, reference)
		a.read.Add(1)
	}
}

// insist applies until it has read the receipt.
func (a *applicant) insist(where string) string {
	a.draft, a.reached = "", places[0]
	until := time.Now().Add(20 * time.Second)
	for time.Now().Before(until) && !a.t.Failed() {
		if err := a.advance(where); err != nil {
			a.cut++
			time.Sleep(5 * time.Millisecond)
			a.recover()
			continue
		}
		if reference, err := a.reference(); err == nil {
			return reference
		}
	}
	a.t.Errorf("%s: no receipt, at %s", where, a.driver.Visitor.Page().URL.Path)
	return ""
}

// advance does the next step.
func (a *applicant) advance(where string) error {
	if a.draft == "" {
		return a.begin()
	}
	place, err := a.place()
	if err != nil {
		return err
	}
	if behind(place, a.reached) {
		a.t.Errorf("%s: %s had been accepted, and %s is asked again", where, a.reached, place)
	}
	a.reached = place
	switch place {
	case "chi":
		return a.fill(engine.Form{"nome": {a.name}})
	case "luogo":
		return a.fill(engine.Form{"dove": {where}})
	case "riepilogo":
		return a.driver.Submit()
	}
	return nil
}

// recover is what a citizen does when no answer came: the window still shows
// the page, whose button can be pressed again, and there is its address.
func (a *applicant) recover() {
	if a.draft == "" {
		return
	}
	if _, err := a.place(); err != nil || !a.again {
		_ = a.resume() // if it fails too, there will be another time
	}
}

// compare holds what is stored to what citizens were told.
func compare(t *testing.T, crowd []*applicant, all []application) {
	t.Helper()
	stored := map[string]string{}
	for i, one := range all {
		if _, twice := stored[one.Answers.Dove]; twice {
			t.Errorf("%s is stored twice", one.Answers.Dove)
		}
		stored[one.Answers.Dove] = one.Reference
		if i > 0 && one.Reference[:11] <= all[i-1].Reference[:11] {
			t.Errorf("reference %s comes after %s", one.Reference, all[i-1].Reference)
		}
	}
	told, cut := 0, 0
	for _, a := range crowd {
		for where, reference := range a.told {
			if stored[where] != reference {
				t.Errorf("%s: the receipt said %s, stored is %q", where, reference, stored[where])
			}
		}
		if !slices.IsSorted(a.order) {
			t.Errorf("%s got references that do not rise: %v", a.name, a.order)
		}
		told, cut = told+len(a.told), cut+a.cut
	}
	if told != len(all) {
		t.Errorf("%d receipts were read in the end, %d applications are stored", told, len(all))
	}
	if cut == 0 {
		t.Error("nobody was cut off: nothing was tested")
	}
	t.Logf("%d applications, %d times no answer came", told, cut)
}

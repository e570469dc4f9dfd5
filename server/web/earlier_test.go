package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// enrol asks for a course and gives the answer to its page.
func (b *browser) enrol(course, hours string) (page *answer, draft string) {
	b.t.Helper()
	draft = b.begin("corso")
	return b.fill(draft+"/pagine/corso", url.Values{"corso": {course}, "ore": {hours}}), draft
}

// enrolled sends what enrol filled in, and gives the receipt's address.
func (b *browser) enrolled(course, hours string) string {
	b.t.Helper()
	page, draft := b.enrol(course, hours)
	page.goesTo(draft + "/riepilogo")
	to := b.post(draft+"/riepilogo", b.get(draft+"/riepilogo").is(http.StatusOK).form(url.Values{"_action": {"send"}})).goesTo("/pratiche/")
	return strings.TrimSuffix(to, "?inviata")
}

// Who applies again is told what the rules say of what they sent before; nobody
// learns of what others sent, and a receipt stays as it was.
func TestRulesReadWhatTheSamePersonSentBefore(t *testing.T) {
	tw := &town{data: t.TempDir(), demo: true, log: &lines{}, of: "earlier"}
	tw.start(t)
	t.Cleanup(func() { tw.stop() })
	marco := tw.signedIn(t, "marco-rossi")
	first := marco.enrolled("nuoto", "10")
	number := strings.TrimPrefix(first, "/pratiche/")
	marco.get(first).is(http.StatusOK).lacks("Dopo la domanda")

	again, _ := marco.enrol("nuoto", "20")
	again.is(http.StatusUnprocessableEntity).says("Hai già chiesto questo corso: " + number)
	second := marco.enrolled("danza", "20")
	after := "Dopo la domanda " + number + " di 10 ore."
	marco.get(second).is(http.StatusOK).says(after)
	marco.enrolled("canto", "30")
	marco.get(second).is(http.StatusOK).says(after)
	marco.get(first).is(http.StatusOK).lacks("Dopo la domanda")

	tw.signedIn(t, "giulia-bianchi").enrolled("nuoto", "10")
}

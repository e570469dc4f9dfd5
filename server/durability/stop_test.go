package durability_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"syscall"
	"testing"
	"time"

	"sportello/engine"
	"sportello/server/visitor"
)

// TestStopsInOrder asks the program to stop while a page is half posted: it
// takes no new connections, lets the page finish, and ends. After a restart the
// application goes on where it was, for the same citizen with the same session.
func TestStopsInOrder(t *testing.T) {
	p := newProgram(t, t.TempDir())
	p.start()
	line := &slowLine{}
	window, err := visitor.New(p.site(), &http.Transport{DialContext: line.dial, DisableKeepAlives: true})
	must(t, err)
	c := &citizen{driver: &visitor.Driver{Visitor: window, Service: "lampione"}}
	must(t, c.begin())

	line.halfway = func() {
		time.Sleep(50 * time.Millisecond) // it has begun to read
		must(t, p.process.Process.Signal(syscall.SIGTERM))
		refused(t, p.address)
	}
	if err := c.fill(engine.Form{"nome": {"Ada Lovelace"}}); err == nil {
		t.Error("the page behind the redirect came from a program that has stopped")
	}
	must(t, p.wait())

	p.start()
	must(t, c.resume())
	must(t, c.at("luogo"))
	must(t, c.where("lampione", ""))
	must(t, c.driver.Submit())
	reference, err := c.reference()
	must(t, err)
	p.stop()
	all := p.stored()
	if len(all) != 1 || all[0].Reference != reference || all[0].Answers.Nome != "Ada Lovelace" {
		t.Errorf("receipt %s, stored %+v", reference, all)
	}
}

// slowLine makes connections on which something happens in the middle of a
// post.
type slowLine struct{ halfway func() }

func (l *slowLine) dial(ctx context.Context, network, address string) (net.Conn, error) {
	connection, err := (&net.Dialer{}).DialContext(ctx, network, address)
	return slowConnection{connection, l}, err
}

type slowConnection struct {
	net.Conn
	line *slowLine
}

// Write sends a post but for its last bytes, lets happen what is to happen, and
// sends them.
func (c slowConnection) Write(b []byte) (int, error) {
	if c.line.halfway == nil || !bytes.HasPrefix(b, []byte("POST ")) {
		return c.Conn.Write(b)
	}
	cut := len(b) - 5
	n, err := c.Conn.Write(b[:cut])
	if err != nil {
		return n, err
	}
	c.line.halfway()
	c.line.halfway = nil
	n, err = c.Conn.Write(b[cut:])
	return cut + n, err
}

// refused waits until no new connection is taken.
func refused(t *testing.T, address string) {
	t.Helper()
	for range 200 {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		connection.Close()
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("it still takes connections")
}

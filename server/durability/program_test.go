package durability_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// executable is the program under test.
var executable string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "sportello-durability")
		if err == nil {
			defer os.RemoveAll(dir)
			executable, err = build(dir)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

func build(dir string) (string, error) {
	if built := os.Getenv("SPORTELLO"); built != "" {
		return filepath.Abs(built)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // other users run it too
		return "", err
	}
	out := filepath.Join(dir, "sportello")
	if said, err := exec.Command("go", "build", "-o", out, "sportello").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, said)
	}
	return out, nil
}

// program is the program on one folder of data, started and stopped as the test
// likes, always at the same address.
type program struct {
	t       *testing.T
	data    string
	address string              // host and port
	store   string              // the address of a PostgreSQL database; "" for SQLite
	clock   string              // where its clock stands, as for --now; "" for the real one
	under   []string            // a command to run it under
	user    *syscall.Credential // to run it as somebody else
	log     lines               // what it told its operator, from the first start on
	process *exec.Cmd
}

func newProgram(t *testing.T, data string) *program {
	p := &program{t: t, data: data, address: "127.0.0.1:0"}
	t.Cleanup(func() {
		if p.process != nil {
			p.kill()
		}
		if t.Failed() {
			t.Logf("the program said:\n%s", p.log.String())
		}
	})
	return p
}

// site is where citizens find it.
func (p *program) site() string { return "http://" + p.address }

func (p *program) command() *exec.Cmd {
	args := append(append([]string{}, p.under...), executable, "serve",
		"--listen", p.address, "--data", p.data, "--definitions", "testdata/services")
	if p.clock != "" {
		args = append(args, "--now", p.clock)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.user, Pdeathsig: syscall.SIGKILL}
	cmd.Stderr, cmd.Env = &p.log, p.environment()
	return cmd
}

func (p *program) environment() []string {
	if p.store == "" {
		return nil // that of the test
	}
	return append(os.Environ(), "SPORTELLO_STORE="+p.store)
}

// start starts it, and waits until it listens.
func (p *program) start() {
	p.t.Helper()
	cmd := p.command()
	out, err := cmd.StdoutPipe()
	must(p.t, err)
	must(p.t, cmd.Start())
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.t.Fatalf("the program did not start: %v\n%s", errors.Join(err, cmd.Wait()), p.log.String())
	}
	p.process = cmd
	p.address = first[len("http://") : len(first)-1]
}

// refuses starts it where it cannot work, and gives what it said.
func (p *program) refuses() string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 10*time.Second)
	defer cancel()
	p.process = p.command()
	must(p.t, p.process.Start())
	defer context.AfterFunc(ctx, func() { p.process.Process.Kill() })()
	err := p.wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() <= 0 {
		p.t.Fatalf("the program started, or died: %v", err)
	}
	return p.log.String()
}

// kill ends it as a power cut does.
func (p *program) kill() {
	p.process.Process.Kill()
	p.wait()
}

// freeze stops all of its threads where they are, until it gets SIGCONT.
func (p *program) freeze() {
	p.t.Helper()
	must(p.t, p.process.Process.Signal(syscall.SIGSTOP))
	for until := time.Now().Add(10 * time.Second); time.Now().Before(until); time.Sleep(time.Millisecond) {
		tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", p.process.Process.Pid))
		must(p.t, err)
		if !slices.ContainsFunc(tasks, runs) {
			return
		}
	}
	p.t.Fatal("it does not freeze")
}

// runs reports whether a thread is not stopped; a thread that has ended is.
func runs(stat string) bool {
	text, err := os.ReadFile(stat)
	return err == nil && !strings.Contains(string(text), ") T ")
}

// stop asks it to end, and waits until it has.
func (p *program) stop() {
	p.t.Helper()
	must(p.t, p.process.Process.Signal(syscall.SIGTERM))
	if err := p.wait(); err != nil {
		p.t.Fatalf("it did not stop in order: %v", err)
	}
}

func (p *program) wait() error {
	err := p.process.Wait()
	p.process = nil
	return err
}

// application is one that is stored, as an officer gets it.
type application struct {
	Reference, Label string
	ReceivedAt       time.Time `json:"received_at"`
	Answers          struct {
		Nome, Dove string
		Foto       []struct{ SHA256 string }
	}
}

// stored gives all applications, in the order of export.
func (p *program) stored() []application {
	p.t.Helper()
	var all []application
	must(p.t, json.Unmarshal(p.does("export", "--service", "lampione"), &all))
	return all
}

// does runs a command beside it, on the same store, and gives what it wrote.
func (p *program) does(command string, args ...string) []byte {
	p.t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(executable, append([]string{command, "--data", p.data}, args...)...)
	cmd.Stderr, cmd.Env = &said, p.environment()
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("%s: %v\n%s%s", command, err, out, said.String())
	}
	return out
}

// lines is text that is written and read at the same time.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// comeTo waits for words: what the program has written is on its way through a
// pipe.
func (l *lines) comeTo(words string) bool {
	for range 200 {
		if strings.Contains(l.String(), words) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

package stage_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"sportello/server/stage"
	"sportello/server/store/postgres"
)

// BenchmarkSyncs counts how often the disk is waited for: once at least for
// each of the answers to one citizen, and less than once for four answers if
// 64 send at once.
func BenchmarkSyncs(b *testing.B) {
	s, err := stage.Open(b.TempDir(), compile(b, longService(1)))
	must(b, err)
	signIn := onStage(b, s)
	for _, c := range []struct {
		citizens, answers int
		unit              string
	}{{1, 50, "T7-syncs-alone"}, {64, 10, "T7-syncs-together"}} {
		b.Run(fmt.Sprint(c.citizens), func(b *testing.B) {
			crowd := newCrowd(c.citizens, signIn)
			open := make([]*application, c.citizens)
			crowd.each(func(i int) { open[i] = begin(crowd[i]) })
			var syncs, answers int
			for b.Loop() {
				syncs += countSyncs(b, func() {
					crowd.each(func(i int) {
						for range c.answers {
							open[i].answer(0)
						}
					})
				})
				answers += c.answers * c.citizens
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(syncs)/float64(answers), c.unit)
		})
	}
}

var counted = regexp.MustCompile(`(?m)^ *[\d.]+ +[\d.]+ +\d+ +(\d+).* fsync$|^ *[\d.]+ +[\d.]+ +\d+ +(\d+).* fdatasync$`)

// countSyncs lets strace look on while this process does something.
func countSyncs(b *testing.B, do func()) (n int) {
	file := filepath.Join(b.TempDir(), "strace")
	strace := exec.Command("strace", "-f", "-c", "-o", file, "-e", "trace=fsync,fdatasync", "-p", strconv.Itoa(os.Getpid()))
	said, err := strace.StderrPipe()
	must(b, err)
	must(b, strace.Start())
	_, err = said.Read(make([]byte, 512)) // "attached"
	must(b, err)
	go io.Copy(io.Discard, said)
	do()
	must(b, strace.Process.Signal(syscall.SIGINT))
	strace.Wait() // ends by the signal
	text, err := os.ReadFile(file)
	must(b, err)
	for _, found := range counted.FindAllStringSubmatch(string(text), -1) {
		calls, _ := strconv.Atoi(found[1] + found[2])
		n += calls
	}
	return n
}

// BenchmarkRoundTrips counts how often an answer waits for PostgreSQL.
func BenchmarkRoundTrips(b *testing.B) {
	server, address := newPostgres(b)
	line := newRelay(b, filepath.Join(server.Folder(), ".s.PGSQL.5432"))
	store, err := postgres.Open(context.Background(), strings.Replace(address, escaped(server.Folder()), escaped(line.folder), 1))
	must(b, err)
	s, err := stage.On(store, b.TempDir(), compile(b, longService(10)))
	must(b, err)
	a := begin(onStage(b, s)()).fill(10)
	a.answer(4)
	before := line.trips.Load()
	for b.Loop() {
		a.answer(4)
	}
	b.ReportMetric(float64(line.trips.Load()-before)/float64(b.N), "T8-trips")
}

func escaped(folder string) string { return strings.ReplaceAll(folder, "/", "%2F") }

// relay stands between a client and a server, and counts how often the client
// says something after the server has.
type relay struct {
	folder string
	trips  atomic.Int64
}

func newRelay(b *testing.B, to string) *relay {
	r := &relay{folder: b.TempDir()}
	listener, err := net.Listen("unix", filepath.Join(r.folder, filepath.Base(to)))
	must(b, err)
	b.Cleanup(func() { listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", to)
			if err != nil {
				client.Close()
				return
			}
			var answered atomic.Bool
			answered.Store(true)
			go r.pass(server, client, func() {
				if answered.Swap(false) {
					r.trips.Add(1)
				}
			})
			go r.pass(client, server, func() { answered.Store(true) })
		}
	}()
	return r
}

// pass hands on what one side says.
func (r *relay) pass(to, from net.Conn, said func()) {
	defer to.Close()
	room := make([]byte, 64<<10)
	for {
		n, err := from.Read(room)
		if n > 0 {
			said()
			if _, err := to.Write(room[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// BenchmarkMemory is the memory of this process, with the citizens in it, after
// ten thousand applications were sent, and what ten thousand more that were
// only begun add to it.
func BenchmarkMemory(b *testing.B) {
	const applications, citizens = 10_000, 8
	for b.Loop() {
		s, err := stage.Open(b.TempDir(), compile(b, longService(3)))
		must(b, err)
		crowd := newCrowd(citizens, onStage(b, s))
		crowd.each(func(i int) {
			for range applications / citizens {
				begin(crowd[i]).fill(3).send()
			}
		})
		sent := memory(b)
		crowd.each(func(i int) {
			for range applications / citizens {
				begin(crowd[i]).answer(0)
			}
		})
		b.ReportMetric(sent, "T14-MB")
		b.ReportMetric(memory(b)-sent, "T14-drafts-MB")
	}
	b.ReportMetric(0, "ns/op")
}

// memory is what the process holds, in megabytes.
func memory(b *testing.B) float64 {
	runtime.GC()
	time.Sleep(100 * time.Millisecond)
	status, err := os.ReadFile("/proc/self/status")
	must(b, err)
	for line := range strings.Lines(string(status)) {
		if size, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kB, err := strconv.ParseFloat(strings.Fields(size)[0], 64)
			must(b, err)
			return kB / 1024
		}
	}
	b.Fatal("the system does not say")
	return 0
}

func write(b *testing.B, file, text string) { must(b, os.WriteFile(file, []byte(text), 0o644)) }

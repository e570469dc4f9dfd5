// Package postgrestest starts a PostgreSQL for tests and throws it away.
//
// A package's TestMain starts one server; each test makes a database of its
// own in it. The server listens on a socket in a temporary folder, so that it
// can meet nobody else's.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// Server is a running PostgreSQL.
type Server struct {
	dir       string
	programs  string
	process   *exec.Cmd
	ended     chan struct{} // closed when the process has ended
	settings  []string
	databases atomic.Int64
}

// Start makes a cluster and starts it. Settings are those of postgresql.conf,
// such as "fsync=on": unless told otherwise a server for tests does not wait
// for the disk.
func Start(settings ...string) (*Server, error) {
	programs, err := findPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pg") // short: the path of a socket ends at 107 bytes
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, programs: programs, settings: append([]string{"fsync=off", "full_page_writes=off"}, settings...)}
	err = s.prepare()
	if err == nil {
		err = s.Run()
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// findPrograms finds the newest server that is installed; Debian keeps its
// programs out of the path.
func findPrograms() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		p, err = filepath.EvalSymlinks(p)
		return filepath.Dir(p), err
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("PostgreSQL is not installed: run scripts/postgres")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// Program is the path of one of PostgreSQL's programs, such as pgbench.
func (s *Server) Program(name string) string { return filepath.Join(s.programs, name) }

// Folder has the socket that the server listens on.
func (s *Server) Folder() string { return s.dir }

func (s *Server) prepare() error {
	if os.Getuid() == 0 {
		uid, gid, err := servant()
		if err != nil {
			return err
		}
		if err := os.Chown(s.dir, uid, gid); err != nil {
			return err
		}
	}
	out, err := s.command("initdb", "-D", s.data(), "-U", "sportello", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

// tries is how often a tenth of a second the server may take to answer.
const tries = 300

// Run starts the server, again if it was stopped, and waits until it answers. It
// refuses to start beside processes of one that was killed, which may need a
// moment to go.
func (s *Server) Run() error {
	db, err := sql.Open("pgx", s.Address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for range tries {
		if s.hasEnded() {
			if err := s.start(); err != nil {
				return err
			}
		}
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("PostgreSQL does not answer: %w", err)
}

func (s *Server) start() error {
	args := []string{"-D", s.data(), "-k", s.dir, "-c", "listen_addresses="}
	for _, setting := range s.settings {
		args = append(args, "-c", setting)
	}
	process, ended := s.command("postgres", args...), make(chan struct{})
	if err := process.Start(); err != nil {
		return err
	}
	go func() {
		process.Wait()
		close(ended)
	}()
	s.process, s.ended = process, ended
	return nil
}

func (s *Server) hasEnded() bool {
	if s.process == nil {
		return true
	}
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// Address is that of a database of the server.
func (s *Server) Address(database string) string {
	return fmt.Sprintf("postgres://sportello@/%s?host=%s&sslmode=disable", database, url.QueryEscape(s.dir))
}

// Database makes an empty database and gives its address.
func (s *Server) Database(ctx context.Context) (string, error) {
	db, err := sql.Open("pgx", s.Address("postgres"))
	if err != nil {
		return "", err
	}
	defer db.Close()
	name := "d" + strconv.FormatInt(s.databases.Add(1), 10)
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+name)
	return s.Address(name), err
}

// Kill ends the server and all its processes without warning, as if the machine
// had gone. It is stopped first, so that it begins no process meanwhile.
func (s *Server) Kill() error {
	if err := s.process.Process.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	children, err := s.children()
	if err != nil {
		return err
	}
	for _, pid := range children {
		syscall.Kill(pid, syscall.SIGKILL) // one that has just ended is no news
	}
	err = s.process.Process.Kill()
	<-s.ended
	return err
}

// children are the server's processes, one for each connection and more. They
// are in groups of their own.
func (s *Server) children() ([]int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", s.process.Process.Pid))
	var pids []int
	for _, word := range strings.Fields(string(text)) {
		if pid, err := strconv.Atoi(word); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids, err
}

// Stop ends the server; Run starts it again.
func (s *Server) Stop() error {
	if err := s.process.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	<-s.ended
	return nil
}

// Close ends the server and forgets its data.
func (s *Server) Close() error { return errors.Join(s.Stop(), os.RemoveAll(s.dir)) }

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// command is a program of PostgreSQL's, which refuses to run as root. It ends
// with the test.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(s.Program(name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	if os.Getuid() == 0 {
		uid, gid, err := servant()
		if err == nil {
			cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	return cmd
}

// servant is the user whom Debian's package makes.
func servant() (uid, gid int, err error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return 0, 0, err
	}
	if uid, err = strconv.Atoi(u.Uid); err != nil {
		return 0, 0, err
	}
	gid, err = strconv.Atoi(u.Gid)
	return uid, gid, err
}

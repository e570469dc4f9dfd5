package durability_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"sportello/server/visitor"
)

// room is a disk that can be full.
type room interface {
	folder() string
	fill(p *program)
	free(p *program)
}

// TestFullDisk takes the disk away while three citizens are in the middle of
// something. Each is told so on a page with a number for the help desk, nothing
// is half stored, and what was typed can be sent once there is room again.
func TestFullDisk(t *testing.T) {
	t.Run("file size limit", func(t *testing.T) { fullDisk(t, &limited{data: t.TempDir()}) })
	small, err := mountSmall(t)
	if errors.Is(err, os.ErrPermission) {
		t.Log("only the limit was tried: this user may not mount a small disk")
		return
	}
	must(t, err)
	t.Run("small disk", func(t *testing.T) { fullDisk(t, small) })
}

func fullDisk(t *testing.T, r room) {
	p := newProgram(t, r.folder())
	p.start()
	typing, attaching, sending := newCitizen(t, p.site()), newCitizen(t, p.site()), newCitizen(t, p.site())
	must(t, typing.begin())
	must(t, attaching.begin())
	must(t, attaching.name("Bruna"))
	must(t, sending.begin())
	must(t, sending.name("Carla"))
	must(t, sending.where("lampione di Carla", ""))

	steps := []step{
		{typing, "luogo", func() error { return typing.name("Ada") }},
		{attaching, "riepilogo", func() error { return attaching.where("lampione di Bruna", "foto.png") }},
		{sending, "inviata", sending.driver.Submit},
	}
	r.fill(p)
	for _, s := range steps {
		s.isToldSo(t, p)
	}
	r.free(p)
	if all := p.stored(); len(all) != 0 {
		t.Errorf("stored on a full disk: %+v", all)
	}
	if left := filesIn(t, filepath.Join(r.folder(), "attachments")); len(left) != 0 {
		t.Errorf("files are left of an upload that failed: %v", left)
	}
	for _, s := range steps {
		must(t, s.do())
		must(t, s.citizen.at(s.leadsTo))
	}
	must(t, typing.where("lampione di Ada", ""))
	must(t, typing.driver.Submit())
	must(t, attaching.driver.Submit())
	p.stop()
	if all := p.stored(); len(all) != 3 || len(all[2].Answers.Foto) != 1 {
		t.Errorf("stored in the end: %+v", all)
	}
}

// step is what a citizen is about to do, and where it leads.
type step struct {
	citizen *citizen
	leadsTo string
	do      func() error
}

// isToldSo does the step, which cannot succeed, and goes back to what was
// typed.
func (s step) isToldSo(t *testing.T, p *program) {
	t.Helper()
	back := s.citizen.back()
	defer back()
	_ = s.do() // the page tells
	mustTell(t, p, s.citizen)
}

var code = regexp.MustCompile(`[A-Z2-7]{12}`)

// mustTell checks that the window shows an error page of ours, whose number the
// operator finds in the log.
func mustTell(t *testing.T, p *program, c *citizen) {
	t.Helper()
	page := c.driver.Visitor.Page()
	number := code.FindString(visitor.Text(page.Root))
	if page.Status < 500 {
		t.Errorf("status %d", page.Status)
	}
	if number == "" || !p.log.comeTo(number) {
		t.Errorf("the page has number %q, which is not in the log", number)
	}
}

// filesIn lists the files in a folder and below.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

// limited is a disk on which the program may not write behind the first byte of
// any file. The system refuses it as it does on a full disk.
type limited struct{ data string }

func (l *limited) folder() string { return l.data }

func (l *limited) fill(p *program) { l.limit(p, "1:") }

func (l *limited) free(p *program) { l.limit(p, "unlimited:") }

func (l *limited) limit(p *program, to string) {
	p.t.Helper()
	said, err := exec.Command("prlimit", "--pid", strconv.Itoa(p.process.Process.Pid), "--fsize="+to).CombinedOutput()
	if err != nil {
		p.t.Fatalf("prlimit: %v\n%s", err, said)
	}
}

// small is a disk of its own, of a few megabytes.
type small struct{ mount string }

// mountSmall mounts one in memory. It is os.ErrPermission if this user may not.
func mountSmall(t *testing.T) (*small, error) {
	s := &small{filepath.Join(t.TempDir(), "disk")}
	must(t, os.Mkdir(s.mount, 0o700))
	if err := syscall.Mount("tmpfs", s.mount, "tmpfs", 0, "size=4m"); err != nil {
		return nil, err
	}
	t.Cleanup(func() { must(t, syscall.Unmount(s.mount, 0)) })
	return s, nil
}

func (s *small) folder() string { return filepath.Join(s.mount, "data") }

func (s *small) ballast() string { return filepath.Join(s.mount, "ballast") }

func (s *small) fill(p *program) {
	p.t.Helper()
	f, err := os.Create(s.ballast())
	must(p.t, err)
	defer f.Close()
	if _, err := io.Copy(f, zeros{}); !errors.Is(err, syscall.ENOSPC) {
		p.t.Fatalf("the disk is not full: %v", err)
	}
}

func (s *small) free(p *program) {
	p.t.Helper()
	must(p.t, os.Remove(s.ballast()))
}

// zeros has no end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// TestReadOnly: with a folder of data that it cannot write the program says so
// and does not start; where only the files cannot be written, whoever sends one
// is told, and can send it later.
func TestReadOnly(t *testing.T) {
	p := newProgram(t, filepath.Join(openFolder(t), "data"))
	p.user = nobody()
	p.start()
	c := newCitizen(t, p.site())
	must(t, c.begin())
	must(t, c.name("Ada"))

	incoming := filepath.Join(p.data, "attachments", "incoming")
	must(t, os.Chmod(incoming, 0o500))
	upload := step{c, "riepilogo", func() error { return c.where("lampione", "foto.png") }}
	upload.isToldSo(t, p)
	must(t, os.Chmod(incoming, 0o700))
	must(t, upload.do())
	must(t, c.at("riepilogo"))
	p.stop()

	database := filepath.Join(p.data, "sportello.db")
	must(t, os.Chmod(database, 0o400))
	must(t, os.Chmod(p.data, 0o500))
	if said := p.refuses(); !strings.Contains(said, database) {
		t.Errorf("it refuses to start without naming %s: %s", database, said)
	}
	must(t, os.Chmod(p.data, 0o700))
	must(t, os.Chmod(database, 0o600))
	p.start()
	must(t, c.resume())
	must(t, c.at("riepilogo"))
	must(t, c.driver.Submit())
	must(t, c.at("inviata"))
}

// openFolder is a temporary folder that other users reach too.
func openFolder(t *testing.T) string {
	dir, err := os.MkdirTemp("", "sportello-data")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o777))
	return dir
}

// nobody is an ordinary user, if this one is not: permissions do not hold for
// the superuser.
func nobody() *syscall.Credential {
	if os.Getuid() != 0 {
		return nil
	}
	return &syscall.Credential{Uid: 65534, Gid: 65534}
}

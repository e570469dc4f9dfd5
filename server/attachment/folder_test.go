package attachment_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"sportello/engine"
	"sportello/server/attachment"
	"sportello/server/submission"
)

const maxSize = 1 << 20

var ctx = context.Background()

func open(t *testing.T) (*attachment.Folder, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "allegati")
	f, err := attachment.Open(folder, maxSize)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, folder
}

func keep(t *testing.T, f *attachment.Folder, name, content string) engine.File {
	t.Helper()
	file, err := f.Keep(ctx, name, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// files gives the paths of all files in a folder.
func files(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const pdf = "%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"

func TestKeepAndOpen(t *testing.T) {
	f, folder := open(t)
	got := keep(t, f, "Delega Rossi.pdf", pdf)
	sum := sha256.Sum256([]byte(pdf))
	want := engine.File{Name: "Delega Rossi.pdf", MediaType: attachment.PDF, Size: int64(len(pdf)), SHA256: hex.EncodeToString(sum[:])}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	r, err := f.Open(got.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if content, err := io.ReadAll(r); err != nil || string(content) != pdf {
		t.Errorf("read %q, %v", content, err)
	}
	for _, path := range files(t, folder) {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestSameBytesAreKeptOnce(t *testing.T) {
	f, folder := open(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if _, err := f.Keep(ctx, fmt.Sprint(i), strings.NewReader(pdf)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("kept as %q", got)
	}
}

func TestRefusedFilesLeaveNothing(t *testing.T) {
	f, folder := open(t)
	for _, c := range []struct {
		content string
		code    string
	}{
		{"", submission.FileEmpty},
		{"<html><script>", submission.FileType},
		{"MZ\x90\x00 an executable", submission.FileType},
		{"PK\x03\x04 a zip", submission.FileType},
		{"\x30\x20\x06\x03\x55\x04\x03 other DER", submission.FileType},
		{pdf + strings.Repeat(" ", maxSize), submission.FileSize},
		{strings.Replace(pdf, "/Root", "/Encrypt 7 0 R /Root", 1), submission.FileEncrypted},
		{strings.Replace(pdf, "/Root", "/Encrypt<</V 4>> /Root", 1), submission.FileEncrypted},
	} {
		_, err := f.Keep(ctx, "Rossi.pdf", strings.NewReader(c.content))
		var refusal *submission.Refusal
		if !errors.As(err, &refusal) || refusal.Problem.Code != c.code {
			t.Errorf("%.20q: %v, want %s", c.content, err, c.code)
		}
		if err != nil && strings.Contains(err.Error(), "Rossi") {
			t.Errorf("a name in an error: %v", err)
		}
	}
	if got := files(t, folder); len(got) != 0 {
		t.Errorf("left %q", got)
	}
}

func TestLargestSizeIsAccepted(t *testing.T) {
	f, _ := open(t)
	got := keep(t, f, "a.pdf", pdf+strings.Repeat(" ", maxSize-len(pdf)))
	if got.Size != maxSize {
		t.Errorf("size %d", got.Size)
	}
}

func TestUploadThatBreaksOff(t *testing.T) {
	f, folder := open(t)
	broken := errors.New("connection lost")
	_, err := f.Keep(ctx, "a.pdf", io.MultiReader(strings.NewReader(pdf), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) {
		t.Errorf("error is %v", err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := f.Keep(gone, "a.pdf", strings.NewReader(pdf)); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if got := files(t, folder); len(got) != 0 {
		t.Errorf("left %q", got)
	}
}

func TestOpenWhatIsNotThere(t *testing.T) {
	f, _ := open(t)
	for _, sum := range []string{"", "../../etc/passwd", strings.Repeat("0", 64), strings.Repeat("A", 64)} {
		if _, err := f.Open(sum); !errors.Is(err, submission.ErrNotFound) {
			t.Errorf("%q: %v", sum, err)
		}
	}
}

func TestSweep(t *testing.T) {
	f, folder := open(t)
	held, orphan, fresh := keep(t, f, "a", pdf+"a"), keep(t, f, "b", pdf+"b"), keep(t, f, "c", pdf+"c")
	again := keep(t, f, "d", pdf+"d")
	broken := filepath.Join(folder, "incoming", "broken-off")
	if err := os.WriteFile(broken, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-48 * time.Hour)
	for _, path := range append(files(t, folder), broken) {
		if !strings.HasSuffix(path, fresh.SHA256) {
			os.Chtimes(path, old, old)
		}
	}
	keep(t, f, "d", pdf+"d") // uploaded once more: new again

	taken, err := f.Sweep(ctx, time.Now().Add(-24*time.Hour), func(_ context.Context, sum string) (bool, error) {
		return sum == held.SHA256, nil
	})
	if err != nil || taken != 2 {
		t.Errorf("took %d, %v", taken, err)
	}
	for _, stays := range []engine.File{held, fresh, again} {
		if r, err := f.Open(stays.SHA256); err != nil {
			t.Errorf("%s: %v", stays.Name, err)
		} else {
			r.Close()
		}
	}
	if _, err := f.Open(orphan.SHA256); !errors.Is(err, submission.ErrNotFound) {
		t.Errorf("orphan: %v", err)
	}
	if got := files(t, folder); len(got) != 3 {
		t.Errorf("left %q", got)
	}
}

func TestSweepKeepsWhatItCannotAskAbout(t *testing.T) {
	f, folder := open(t)
	keep(t, f, "a", pdf)
	down := errors.New("database down")
	_, err := f.Sweep(ctx, time.Now().Add(time.Hour), func(context.Context, string) (bool, error) { return false, down })
	if !errors.Is(err, down) || len(files(t, folder)) != 1 {
		t.Errorf("%v, %q", err, files(t, folder))
	}
}

func BenchmarkKeep(b *testing.B) {
	f, err := attachment.Open(b.TempDir(), 1<<30)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	content := append([]byte(pdf), bytes.Repeat([]byte{0}, 1<<20)...)
	b.SetBytes(int64(len(content)))
	for i := 0; b.Loop(); i++ {
		copy(content[len(content)-20:], fmt.Sprintf("%020d", i))
		if _, err := f.Keep(ctx, "a.pdf", bytes.NewReader(content)); err != nil {
			b.Fatal(err)
		}
	}
}

package bucket_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"sportello/server/attachment"
	"sportello/server/attachment/bucket"
	"sportello/server/submission"
)

const pdf = "%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"

// storage is an S3 in this process, which can be told to fail.
func storage(t *testing.T) (address string, fail func(bool)) {
	t.Helper()
	return storageBehind(t, func(*http.Request) {})
}

// storageBehind is a storage behind something that sees each request first.
func storageBehind(t *testing.T, see func(*http.Request)) (address string, fail func(bool)) {
	t.Helper()
	memory := s3mem.New()
	must(t, memory.CreateBucket("allegati"))
	s3 := gofakes3.New(memory).Server()
	var mutex sync.Mutex
	failing := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		see(r)
		mutex.Lock()
		now := failing
		mutex.Unlock()
		if now {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		s3.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, func(on bool) { mutex.Lock(); failing = on; mutex.Unlock() }
}

func open(t *testing.T, address string) *bucket.Bucket {
	t.Helper()
	b, err := bucket.Open(t.Context(), address+"/allegati", "key", "secret", 1<<20)
	must(t, err)
	return b
}

func TestKeepAndOpen(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	for range 2 { // the same bytes are kept once
		file, err := b.Keep(t.Context(), "Delega Rossi.pdf", strings.NewReader(pdf))
		must(t, err)
		if file.MediaType != attachment.PDF || file.Size != int64(len(pdf)) || file.Name != "Delega Rossi.pdf" {
			t.Errorf("kept %+v", file)
		}
		r, err := open(t, address).Open(file.SHA256) // another node
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, errors.Join(err, r.Close()))
		if string(content) != pdf {
			t.Errorf("%q", content)
		}
	}
}

func TestRefusesAsAFolderDoes(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	for content, code := range map[string]string{"": submission.FileEmpty, "hello": submission.FileType, strings.Repeat("x", 1<<20+1): submission.FileSize} {
		_, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(content))
		var refusal *submission.Refusal
		if !errors.As(err, &refusal) || refusal.Problem.Code != code {
			t.Errorf("%d bytes: %v", len(content), err)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	address, _ := storage(t)
	for _, hash := range []string{"../../etc/passwd", "", strings.Repeat("0", 64)} {
		if _, err := open(t, address).Open(hash); !errors.Is(err, submission.ErrNotFound) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

func TestStorageThatFails(t *testing.T) {
	address, fail := storage(t)
	b := open(t, address)
	fail(true)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second) // the client tries again by itself
	defer cancel()
	if _, err := b.Keep(ctx, "x.pdf", strings.NewReader(pdf)); !errors.Is(err, submission.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
	fail(false)
	_, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(pdf))
	must(t, err)
}

func TestSweep(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	var hashes []string
	for i := range 3 {
		file, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(fmt.Sprintf("%s\n%d", pdf, i)))
		must(t, err)
		hashes = append(hashes, file.SHA256)
	}
	held := func(_ context.Context, hash string) (bool, error) { return hash == hashes[0], nil }
	n, err := b.Sweep(t.Context(), time.Now().Add(-time.Hour), held)
	if err != nil || n != 0 {
		t.Errorf("took %d new ones, %v", n, err)
	}
	n, err = b.Sweep(t.Context(), time.Now().Add(time.Hour), held)
	if err != nil || n != 2 {
		t.Errorf("took %d, %v", n, err)
	}
	if _, err := b.Open(hashes[0]); err != nil {
		t.Errorf("the one that is held: %v", err)
	}
}

// A file that another node keeps again while the sweep goes on is left there.
func TestSweepLeavesWhatIsKeptAgain(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	file, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(pdf))
	must(t, err)
	time.Sleep(1100 * time.Millisecond) // the storage counts in seconds
	before := time.Now().Truncate(time.Second)
	n, err := b.Sweep(t.Context(), before, func(context.Context, string) (bool, error) {
		_, err := open(t, address).Keep(t.Context(), "y.pdf", strings.NewReader(pdf))
		return false, err
	})
	if err != nil || n != 0 {
		t.Errorf("took %d, %v", n, err)
	}
	r, err := b.Open(file.SHA256)
	must(t, err)
	must(t, r.Close())
}

// Two nodes may sweep at the same time.
func TestSweptByAnother(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	_, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(pdf))
	must(t, err)
	nobody := func(context.Context, string) (bool, error) { return false, nil }
	later := time.Now().Add(time.Hour)
	n, err := b.Sweep(t.Context(), later, func(ctx context.Context, _ string) (bool, error) {
		_, err := open(t, address).Sweep(ctx, later, nobody)
		return false, err
	})
	if err != nil || n != 0 {
		t.Errorf("took %d, %v", n, err)
	}
}

// A storage that never answers holds nobody for ever.
func TestStorageThatHangs(t *testing.T) {
	end, hanging := make(chan struct{}), atomic.Bool{}
	address, _ := storageBehind(t, func(*http.Request) {
		if hanging.Load() {
			<-end
		}
	})
	t.Cleanup(func() { close(end) })
	b := open(t, address)
	file, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(pdf))
	must(t, err)
	hanging.Store(true)
	b.Hurry(50 * time.Millisecond)
	if _, err := b.Open(file.SHA256); !errors.Is(err, submission.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
}

func TestRestore(t *testing.T) {
	address, _ := storage(t)
	b := open(t, address)
	file, err := b.Keep(t.Context(), "x.pdf", strings.NewReader(pdf))
	must(t, err)
	must(t, b.Restore(t.Context(), file.SHA256, strings.NewReader(pdf)))
	if err := b.Restore(t.Context(), file.SHA256, strings.NewReader("others")); !errors.Is(err, attachment.ErrOtherBytes) {
		t.Errorf("error is %v", err)
	}
}

func TestAddress(t *testing.T) {
	address, _ := storage(t)
	for _, wrong := range []string{"", "allegati", "ftp://x/allegati", address, address + "/", address + "/altro"} {
		if _, err := bucket.Open(t.Context(), wrong, "key", "secret", 1); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

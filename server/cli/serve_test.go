package cli

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"sportello/definitions"
)

const tutorial = "../../examples/tutorial"

// serving runs the command until the test ends or stop is called, and gives
// its address.
func serving(t *testing.T, c Serve, common Common) (address string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	read, write := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := c.run(ctx, common, Streams{write, io.Discard})
		write.CloseWithError(err)
		ended <- err
	}()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatalf("it does not start: %v", err)
	}
	return strings.TrimSpace(line), func() error { cancel(); return <-ended }
}

func status(t *testing.T, address string) int {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func TestServe(t *testing.T) {
	c := Serve{Listen: "127.0.0.1:0", Place: Place{Data: t.TempDir()}}
	address, stop := serving(t, c, Common{Definitions: []string{tutorial}})
	for _, path := range []string{"/", "/healthz", "/readyz", "/servizi/biblioteca-tessera"} {
		if got := status(t, address+path); got != http.StatusOK {
			t.Errorf("%s: status %d", path, got)
		}
	}
	began := time.Now()
	if err := stop(); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("stopped after %v: %v", time.Since(began), err)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("still listening")
	}
}

func TestServeRefusesToStart(t *testing.T) {
	identity := t.TempDir()
	service, err := os.ReadFile(filepath.Join(tutorial, "service.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(identity, os.DirFS(tutorial)); err != nil {
		t.Fatal(err)
	}
	asks := strings.NewReplacer("identity: { required: no }", "identity: { required: yes }",
		"{ field: ", "{ profile: no, field: ").Replace(string(service))
	if err := os.WriteFile(filepath.Join(identity, "service.yaml"), []byte(asks), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		serve  Serve
		common Common
		words  string
	}{
		"nobody can sign in": {Serve{Listen: "127.0.0.1:0"}, Common{Definitions: []string{identity}}, "no identity provider"},
		"no service":         {Serve{Listen: "127.0.0.1:0"}, Common{Definitions: []string{t.TempDir()}}, "no service"},
		"no folder":          {Serve{Listen: "127.0.0.1:0"}, Common{Definitions: []string{"/nowhere"}}, "read the services"},
		"no address":         {Serve{Listen: "127.0.0.1:99999"}, Common{Definitions: []string{tutorial}}, "listen"},
		"a strange URL":      {Serve{Listen: "127.0.0.1:0", URL: "comune"}, Common{Definitions: []string{tutorial}}, "https://"},
		"a strange clock":    {Serve{Listen: "127.0.0.1:0"}, Common{Definitions: []string{tutorial}, Now: "ieri"}, "--now"},
	} {
		t.Run(name, func(t *testing.T) {
			c.serve.Data = t.TempDir()
			err := c.serve.run(t.Context(), c.common, Streams{io.Discard, io.Discard})
			if err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("error is %v", err)
			}
		})
	}
	c := Serve{Listen: "127.0.0.1:0", Place: Place{Data: t.TempDir()}, Demo: true}
	_, stop := serving(t, c, Common{Definitions: []string{identity}})
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// The crest that a profile names stands on every page.
func TestServeWithACrest(t *testing.T) {
	folder := t.TempDir()
	_, profile := definitions.DefaultProfile()
	profile = append(profile, "\ncrest: stemma.svg\n"...)
	write := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	common := Common{Definitions: []string{tutorial}, Profile: write("profile.yaml", string(profile))}
	c := Serve{Listen: "127.0.0.1:0", Place: Place{Data: t.TempDir()}}
	if err := c.run(t.Context(), common, Streams{io.Discard, io.Discard}); err == nil || !strings.Contains(err.Error(), "crest") {
		t.Errorf("without the file: %v", err)
	}
	write("stemma.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	address, stop := serving(t, c, common)
	defer stop()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(resp.Body)
	src := regexp.MustCompile(`src="(/assets/[^"]*/crest/crest.svg)"`).FindSubmatch(page)
	if src == nil || status(t, address+string(src[1])) != http.StatusOK {
		t.Errorf("no crest on the page: %q", src)
	}
}

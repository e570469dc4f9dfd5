package postgres_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"sportello/server/store/postgres"
	"sportello/server/store/postgres/postgrestest"
	"sportello/server/store/sqlstore"
	"sportello/server/store/storetest"
	"sportello/server/submission"
)

var (
	ctx    = context.Background()
	server *postgrestest.Server
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

// crashAddress gives the process that TestCrash kills the address of the
// database of the one that looks at it afterwards.
const crashAddress = "SPORTELLO_TEST_DATABASE"

func run(m *testing.M) int {
	if os.Getenv(crashAddress) != "" {
		return m.Run()
	}
	var err error
	if server, err = postgrestest.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer server.Close()
	return m.Run()
}

func database(t testing.TB) string {
	t.Helper()
	address, err := server.Database(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func open(t testing.TB, address string) *sqlstore.Store {
	t.Helper()
	s, err := postgres.Open(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) submission.Store { return open(t, database(t)) })
}

func TestCrash(t *testing.T) {
	address := map[string]string{} // of the database that stands for a folder
	storetest.Crash(t, storetest.Opening{
		Prepare: func(folder string) []string {
			address[folder] = database(t)
			return []string{crashAddress + "=" + address[folder]}
		},
		Open: func(ctx context.Context, folder string) (submission.Store, error) {
			return postgres.Open(ctx, cmp.Or(os.Getenv(crashAddress), address[folder]))
		},
	})
}

func TestFourNodesStartAtOnce(t *testing.T) {
	address := database(t)
	var wg sync.WaitGroup
	failed := make([]error, 4)
	for i := range failed {
		wg.Go(func() {
			s, err := postgres.Open(ctx, address)
			if err == nil {
				err = s.Close()
			}
			failed[i] = err
		})
	}
	wg.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Error(err)
	}
}

func TestServerThatIsGone(t *testing.T) {
	own, err := postgrestest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	address, err := own.Database(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, address)
	if err := own.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edition(ctx, "h"); !errors.Is(err, submission.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
	if err := own.Run(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edition(ctx, "h"); !errors.Is(err, submission.ErrNotFound) {
		t.Errorf("after it came back the error is %v", err)
	}
}

func TestAddressIsNotTold(t *testing.T) {
	for _, address := range []string{"postgres://u:geheim@%zz/x", "postgres://u:geheim@127.0.0.1:1/x?connect_timeout=1"} {
		_, err := postgres.Open(ctx, address)
		if err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("error is %v", err)
		}
	}
}

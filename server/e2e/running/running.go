// Package running starts the program as whoever runs it does, for commands that
// look at it from outside.
package running

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// Demo starts the program as a demonstration with data of its own, and gives its
// address.
func Demo(program string) (site string, stop func(), err error) {
	folder, err := os.MkdirTemp("", "sportello-running")
	if err != nil {
		return "", nil, err
	}
	command := exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", folder, "--demo")
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(folder))
	}
	stop = func() {
		command.Process.Signal(syscall.SIGTERM)
		command.Wait()
		os.RemoveAll(folder)
	}
	site, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("%s did not say its address: %w", program, err)
	}
	return strings.TrimSpace(site), stop, nil
}

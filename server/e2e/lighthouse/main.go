// Command lighthouse measures how pages do on a phone, with Lighthouse: the home
// page, a sheet, the longest page of an application, and its summary.
//
//	go run ./lighthouse PROGRAM
//
// It fails where a page is not quick enough, or not accessible.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"

	"sportello/e2e/running"
)

// Points, of a hundred, that each page must have.
const (
	quick      = 95
	accessible = 100
)

// place is a page to measure; cookie is who looks at it.
type place struct {
	name, address string
	cookie        *http.Cookie
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "lighthouse PROGRAM")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "lighthouse:", err)
		os.Exit(1)
	}
}

func run(program string) error {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return err
	}
	os.Setenv("CHROME_PATH", chromium)
	site, stop, err := running.Demo(program)
	if err != nil {
		return err
	}
	defer stop()
	application, end, err := fill()
	if err != nil {
		return err
	}
	defer end()
	places := append([]place{
		{name: "home", address: site + "/"},
		{name: "sheet", address: site + "/servizi/" + service},
	}, application...)
	return measureAll(places)
}

func measureAll(places []place) error {
	fmt.Printf("%-28s %11s %13s %8s %8s %8s %9s %8s\n", "page", "performance", "accessibility", "paint ms", "block ms", "shift", "kilobytes", "requests")
	var wrong []error
	for _, p := range places {
		m, err := measure(p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Printf("%-28s %11d %13d %8.0f %8.0f %8.3f %9.1f %8d\n", p.name, m.performance, m.accessibility, m.paint, m.block, m.shift, m.kilobytes, m.requests)
		if m.performance < quick || m.accessibility < accessible {
			wrong = append(wrong, fmt.Errorf("%s has fewer than %d and %d points: %v", p.name, quick, accessible, m.failed))
		}
	}
	return errors.Join(wrong...)
}

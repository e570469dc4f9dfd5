package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
)

// measured is what Lighthouse says of a page.
type measured struct {
	performance, accessibility int     // points of a hundred
	paint, block               float64 // milliseconds: the largest thing is drawn; the page does not react
	shift                      float64 // how far things move while it loads
	kilobytes                  float64 // that come over the line
	requests                   int
	failed                     []string // what costs points
}

// chromiumFlags keep the browser to itself.
const chromiumFlags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run " +
	"--disable-background-networking --disable-component-update --disable-sync"

func measure(p place) (measured, error) {
	args := []string{
		"lighthouse/node_modules/lighthouse/cli/index.js", p.address, "--quiet", "--output", "json",
		"--only-categories", "performance,accessibility", "--chrome-flags=" + chromiumFlags, "--no-enable-error-reporting",
	}
	if p.cookie != nil {
		headers, err := json.Marshal(map[string]string{"Cookie": p.cookie.Name + "=" + p.cookie.Value})
		if err != nil {
			return measured{}, err
		}
		args = append(args, "--extra-headers", string(headers))
	}
	var wrong bytes.Buffer
	command := exec.Command("node", args...)
	command.Stderr = &wrong
	out, err := command.Output()
	if err != nil {
		return measured{}, fmt.Errorf("%w\n%s", err, wrong.Bytes())
	}
	return read(out)
}

// report is the part of a report of Lighthouse that counts here.
type report struct {
	FinalDisplayedURL string
	RuntimeError      *struct{ Message string }
	Categories        map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Score        *float64
		NumericValue float64
		Details      json.RawMessage // of each audit in its own form
	}
}

func read(out []byte) (measured, error) {
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		return measured{}, err
	}
	if r.RuntimeError != nil {
		return measured{}, fmt.Errorf("%s", r.RuntimeError.Message)
	}
	var requests struct{ Items []json.RawMessage }
	if err := json.Unmarshal(r.Audits["network-requests"].Details, &requests); err != nil {
		return measured{}, err
	}
	m := measured{
		performance:   points(r.Categories["performance"].Score),
		accessibility: points(r.Categories["accessibility"].Score),
		paint:         r.Audits["largest-contentful-paint"].NumericValue,
		block:         r.Audits["total-blocking-time"].NumericValue,
		shift:         r.Audits["cumulative-layout-shift"].NumericValue,
		kilobytes:     r.Audits["total-byte-weight"].NumericValue / 1024,
		requests:      len(requests.Items),
	}
	for _, category := range r.Categories {
		for _, ref := range category.AuditRefs {
			if score := r.Audits[ref.ID].Score; ref.Weight > 0 && score != nil && *score < 0.9 {
				m.failed = append(m.failed, ref.ID)
			}
		}
	}
	return m, nil
}

func points(score float64) int { return int(math.Round(score * 100)) }

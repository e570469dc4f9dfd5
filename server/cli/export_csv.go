package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"sportello/server/submission"
)

// leading are the columns before those of the answers.
var leading = []string{"reference", "number", "received_at", "sent_at", "edition", "label", "office", "flags", "identity"}

// exportCSV goes through the applications twice: first to learn which columns
// there are, then to write them.
func exportCSV(w io.Writer, sent sentOnes) error {
	seen := map[string]bool{}
	for s, err := range sent {
		if err != nil {
			return err
		}
		cells, err := flattened(s.Answers)
		if err != nil {
			return fmt.Errorf("export %v: %w", s, err)
		}
		for path := range cells {
			seen[path] = true
		}
	}
	paths := slices.Sorted(maps.Keys(seen))
	out := csv.NewWriter(w)
	if err := out.Write(slices.Concat(leading, paths)); err != nil {
		return err
	}
	for s, err := range sent {
		if err != nil {
			return err
		}
		line, err := csvLine(s.Export(), paths)
		if err != nil {
			return fmt.Errorf("export %v: %w", s, err)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvLine(e submission.Exported, paths []string) ([]string, error) {
	identity, err := asWritten(e.Identity)
	if err != nil {
		return nil, err
	}
	line := []string{
		e.Reference, strconv.FormatInt(e.Number, 10), e.ReceivedAt.Format(time.RFC3339Nano), e.SentAt.Format(time.RFC3339), e.Edition, e.Label, e.Office,
		strings.Join(e.Flags, " "), identity,
	}
	cells, err := flattened(e.Answers)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		line = append(line, cells[path])
	}
	for i := range line {
		line[i] = harmless(line[i])
	}
	return line, nil
}

// flattened gives every answer by its path. Groups become parts of paths; lists
// stay JSON.
func flattened(answers json.RawMessage) (map[string]string, error) {
	d := json.NewDecoder(bytes.NewReader(answers))
	d.UseNumber()
	var group map[string]any
	if err := d.Decode(&group); err != nil {
		return nil, err
	}
	cells := map[string]string{}
	return cells, flatten(cells, "", group)
}

func flatten(cells map[string]string, before string, group map[string]any) error {
	for name, v := range group {
		path := before + name
		switch v := v.(type) {
		case map[string]any:
			if err := flatten(cells, path+".", v); err != nil {
				return err
			}
		case string:
			cells[path] = v
		case json.Number:
			cells[path] = v.String()
		default: // yes and no, lists
			text, err := asWritten(v)
			if err != nil {
				return err
			}
			cells[path] = text
		}
	}
	return nil
}

// harmless keeps spreadsheets from taking a text that a citizen wrote for a
// formula. Numbers, which may begin with a minus sign, are left as they are.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

func isNumber(cell string) bool {
	digits := strings.TrimPrefix(cell, "-")
	return digits != "" && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1
}

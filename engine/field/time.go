package field

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sportello/engine/value"
)

// dayMonthYear is a date as one writes it here, with any of the usual marks
// between its parts: 02/03/2026, 2.3.2026, and 2. 3. 2026 as in Slovene.
var dayMonthYear = regexp.MustCompile(`^(\d{1,2})(?:[/.\- ]|\.[ \x{a0}])(\d{1,2})(?:[/.\- ]|\.[ \x{a0}])(\d{4})$`)

// parseDate accepts gg/mm/aaaa and, from native pickers, aaaa-mm-gg.
func parseDate(text string, _ *time.Location) (value.Value, string) {
	if m := dayMonthYear.FindStringSubmatch(text); m != nil {
		day, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		text = fmt.Sprintf("%s-%02d-%02d", m[3], month, day)
	}
	d, err := value.ParseDate(text)
	if err != nil || d.Year < 1000 {
		return nil, CodeType
	}
	return d, ""
}

func formatDate(v value.Value) string {
	d, ok := v.(value.Date)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)
}

// parseClock accepts 9:05, 09:05 and 9.05.
func parseClock(text string, _ *time.Location) (value.Value, string) {
	text = strings.Replace(text, ".", ":", 1)
	if len(text) == 4 {
		text = "0" + text
	}
	if len(text) == 8 {
		text = strings.TrimSuffix(text, ":00")
	}
	c, err := value.ParseClock(text)
	if err != nil {
		return nil, CodeType
	}
	return c, ""
}

func formatClock(v value.Value) string {
	if c, ok := v.(value.Clock); ok {
		return c.String()
	}
	return ""
}

// parseInstant accepts 02/03/2026 10:30 and, from native pickers,
// 2026-03-02T10:30, in the municipality's zone.
func parseInstant(text string, zone *time.Location) (value.Value, string) {
	text = strings.Replace(text, "T", " ", 1)
	space := strings.LastIndexByte(text, ' ') // the day may have spaces of its own
	if space < 0 {
		return nil, CodeType
	}
	clock := text[space:]
	d, code := parseDate(strings.TrimSpace(text[:space]), zone)
	if code != "" {
		return nil, code
	}
	c, code := parseClock(strings.TrimSpace(clock), zone)
	if code != "" {
		return nil, code
	}
	date, at := d.(value.Date), c.(value.Clock)
	return time.Date(date.Year, date.Month, date.Day, at.Hour, at.Minute, 0, 0, zone), ""
}

func formatInstant(v value.Value) string {
	if t, ok := v.(time.Time); ok {
		return t.Format("02/01/2006 15:04")
	}
	return ""
}

// Package value holds the values that answers have and rules work on.
//
// A Value is one of
//
//	nil              unanswered
//	string           text, the code of an option, the id of a row
//	bool             yes or no
//	decimal.Decimal  every number: integers, decimals, money
//	Date             a day of the calendar
//	Clock            a time of the day, to the minute
//	time.Time        an instant, in the municipality's zone
//	Group            named values: a group of answers, a row, a file
//	[]any            a list: rows, chosen options, files
//
// and nothing else. Values are never changed once made; whoever needs another
// one makes it.
package value

import (
	"fmt"
	"regexp"
	"time"

	"github.com/shopspring/decimal"
)

// Value is any of the kinds in the package comment.
type Value = any

// Number is an exact decimal.
type Number = decimal.Decimal

// Group is a set of named values. A row of a list is a Group that holds its id
// under RowID.
type Group map[string]any

// RowID is the key under which a row holds its id.
const RowID = "_id"

// Date is a day of the Gregorian calendar. The zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Clock is a time of the day, to the minute.
type Clock struct{ Hour, Minute int }

// DateOf gives the day of an instant in the instant's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a day written as 2006-01-02. Days that no calendar has, and
// years outside 1 to 9999, are errors.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("not a date: %q", s)
	}
	return DateOf(t), nil
}

// In gives the first instant of the day in a zone.
func (d Date) In(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// AddDays moves by days, forward or back.
func (d Date) AddDays(n int) Date { return DateOf(d.In(time.UTC).AddDate(0, 0, n)) }

// DaysUntil counts the days from d to e; it is negative if e is earlier.
func (d Date) DaysUntil(e Date) int {
	const day = 24 * 60 * 60 // seconds, UTC has no other days
	return int((e.In(time.UTC).Unix() - d.In(time.UTC).Unix()) / day)
}

// Compare gives -1, 0 or 1 as d is before, at or after e.
func (d Date) Compare(e Date) int { return d.In(time.UTC).Compare(e.In(time.UTC)) }

func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// ParseClock reads a time of the day written as 15:04.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return Clock{}, fmt.Errorf("not a time of the day: %q", s)
	}
	return Clock{t.Hour(), t.Minute()}, nil
}

// Compare gives -1, 0 or 1 as c is before, at or after d.
func (c Clock) Compare(d Clock) int {
	a, b := c.Hour*60+c.Minute, d.Hour*60+d.Minute
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// digits is what a number may look like when it comes from outside: no
// exponents, and no more digits than any amount needs, so that reading one is
// cheap.
var digits = regexp.MustCompile(`^-?\d{1,30}(\.\d{1,20})?$`)

// ParseNumber reads a plain decimal number such as -1234.50.
func ParseNumber(s string) (Number, error) {
	if !digits.MatchString(s) {
		return Number{}, fmt.Errorf("not a number: %q", s)
	}
	return decimal.NewFromString(s)
}

// Int makes a number of an integer.
func Int(n int) Number { return decimal.NewFromInt(int64(n)) }

package function

import (
	"time"

	"sportello/engine/value"
)

// The years that rules can work on. Outside, calendars are history and
// arithmetic is a typing error, so the result is unanswered.
const (
	firstYear = 1600
	lastYear  = 2400
)

// Numbers with more digits than these are nobody's amount, and could be made to
// cost a lot of time and memory.
const (
	mostDigits   = 200
	mostExponent = 100
)

type call = func(c Context, args []any) any

// gives1 makes a Call of a Go function of one argument. An argument that cannot
// be used gives unanswered.
func gives1[A any](f func(Context, A) any) call {
	return func(c Context, args []any) any {
		a, ok := read[A](args, 0)
		if !ok {
			return nil
		}
		return f(c, a)
	}
}

// gives2 is gives1 for two arguments.
func gives2[A, B any](f func(Context, A, B) any) call {
	return func(c Context, args []any) any {
		a, okA := read[A](args, 0)
		b, okB := read[B](args, 1)
		if !okA || !okB {
			return nil
		}
		return f(c, a, b)
	}
}

// holds1 makes a Call of a Go function that says yes or no about one argument.
// An argument that cannot be used gives no.
func holds1[A any](f func(Context, A) bool) call {
	return func(c Context, args []any) any {
		a, ok := read[A](args, 0)
		return ok && f(c, a)
	}
}

// holds2 is holds1 for two arguments.
func holds2[A, B any](f func(Context, A, B) bool) call {
	return func(c Context, args []any) any {
		a, okA := read[A](args, 0)
		b, okB := read[B](args, 1)
		return okA && okB && f(c, a, b)
	}
}

// read takes argument i, if it is there, of the right kind and of a size to
// work with.
func read[T any](args []any, i int) (T, bool) {
	var none T
	if i >= len(args) {
		return none, false
	}
	v, ok := args[i].(T)
	return v, ok && workable(args[i])
}

// workable reports whether a value is small enough to compute with.
func workable(v any) bool {
	switch v := v.(type) {
	case value.Date:
		return isDay(v)
	case value.Clock:
		return v.Hour >= 0 && v.Hour < 24 && v.Minute >= 0 && v.Minute < 60
	case time.Time:
		return inYears(v.Year())
	case value.Number:
		return v.Exponent() >= -mostExponent && v.Exponent() <= mostExponent && v.NumDigits() <= mostDigits
	}
	return true
}

func inYears(y int) bool { return y >= firstYear && y <= lastYear }

// isDay reports whether d is a day of the calendar in the years of rules.
func isDay(d value.Date) bool {
	return inYears(d.Year) && d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// dayOrNone gives d as a result, or unanswered if rules cannot work on it.
func dayOrNone(d value.Date) any {
	if !isDay(d) {
		return nil
	}
	return d
}

// whole reads a number that must be an integer, at most that far from zero.
func whole(n value.Number, most int) (int, bool) {
	if !n.IsInteger() {
		return 0, false
	}
	big := n.BigInt()
	if !big.IsInt64() || big.Int64() > int64(most) || big.Int64() < -int64(most) {
		return 0, false
	}
	return int(big.Int64()), true
}

package function

import (
	"time"

	"sportello/engine/value"
)

const secondsInHour = 60 * 60

func instantFunctions() []Function {
	return []Function{{
		Words: "l'istante %s",
		Name:  "instant", Params: []Param{{Name: "text", Type: value.TextType}}, Result: value.InstantType,
		Doc:     "An instant written as dayThours:minutes, in the municipality's zone unless it names another.",
		Example: `instant("2026-05-09T12:00")`, Gives: "2026-05-09T12:00:00", Call: gives1(instantFromText),
	}, {
		Words: "le ore %[2]s di %[1]s",
		Name:  "at", Params: []Param{{Name: "date", Type: value.DateType}, {Name: "time", Type: value.ClockType}},
		Result:  value.InstantType,
		Doc:     "The instant of a day and a time of the day, in the municipality's zone.",
		Example: `at(date("2026-03-02"), time("11:00"))`, Gives: "2026-03-02T11:00:00", Call: gives2(at),
	}, {
		Words: "il giorno di %s",
		Name:  "date_of", Params: []Param{{Name: "instant", Type: value.InstantType}}, Result: value.DateType,
		Doc:     "The day of an instant, in the municipality's zone.",
		Example: `date_of(instant("2026-03-01T23:30:00Z"))`, Gives: "2026-03-02",
		Call: gives1(func(c Context, t time.Time) any { return dayOrNone(value.DateOf(t.In(c.Now.Location()))) }),
	}, {
		Words: "%[2]s ore dopo %[1]s",
		Name:  "add_hours", Params: []Param{{Name: "instant", Type: value.InstantType}, {Name: "n", Type: value.NumberType}},
		Result:  value.InstantType,
		Doc:     "The instant n hours later, as they really pass: also when the clocks change.",
		Example: `add_hours(instant("2026-03-01T14:00"), 24)`, Gives: "2026-03-02T14:00:00", Call: gives2(addHours),
	}, {
		Words: "il numero di ore da %s a %s",
		Name:  "hours", Params: []Param{{Name: "from", Type: value.InstantType}, {Name: "to", Type: value.InstantType}},
		Result:  value.NumberType,
		Doc:     "Hours between two instants, with decimals. Negative if the second comes first.",
		Example: `hours(instant("2026-03-01T14:00"), instant("2026-03-02T11:30"))`, Gives: "21.5", Call: gives2(hours),
	}}
}

func instantFromText(c Context, s string) any {
	zone := c.Now.Location()
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		t, err := time.ParseInLocation(layout, s, zone)
		if err == nil {
			return instantOrNone(t.In(zone))
		}
	}
	return nil
}

func instantOrNone(t time.Time) any {
	if !inYears(t.Year()) {
		return nil
	}
	return t
}

func at(c Context, d value.Date, t value.Clock) any {
	return time.Date(d.Year, d.Month, d.Day, t.Hour, t.Minute, 0, 0, c.Now.Location())
}

// addHours counts in seconds of Unix time: a time.Duration would overflow after
// 292 years.
func addHours(c Context, t time.Time, n value.Number) any {
	seconds, ok := whole(n.Mul(value.Int(secondsInHour)).Round(0), mostDays*24*secondsInHour)
	if !ok {
		return nil
	}
	return instantOrNone(time.Unix(t.Unix()+int64(seconds), int64(t.Nanosecond())).In(c.Now.Location()))
}

func hours(_ Context, a, b time.Time) any {
	return value.Int(int(b.Unix() - a.Unix())).Div(value.Int(secondsInHour))
}

package function

import (
	"time"

	"sportello/engine/value"
)

// mostWorkingHours bounds how far working hours are counted.
const mostWorkingHours = 10_000

func workingHourFunctions() []Function {
	hours := []Param{{Name: "opens", Type: value.ClockType}, {Name: "closes", Type: value.ClockType}, saturday}
	return []Function{{
		Words: "da %s in poi il primo istante in orario d'ufficio (dalle %s alle %s)[, con il sabato lavorativo: %s]",
		Name:  "next_working_hour", Params: append([]Param{{Name: "instant", Type: value.InstantType}}, hours...), Result: value.InstantType,
		Doc:     "The instant itself if it falls in the office hours of a working day, otherwise the next opening. The closing time is outside. Unanswered if the office closes before it opens.",
		Example: `next_working_hour(instant("2026-03-06T18:30"), time("08:30"), time("13:00"))`, Gives: "2026-03-09T08:30:00", Call: nextWorkingHour,
	}, {
		Words: "l'istante che da %s viene dopo %s ore d'ufficio (dalle %s alle %s)[, con il sabato lavorativo: %s]",
		Name:  "add_working_hours", Params: append([]Param{{Name: "instant", Type: value.InstantType}, {Name: "n", Type: value.NumberType}}, hours...), Result: value.InstantType,
		Doc:     "The instant when so many office hours of working days have passed. Hours that end at the closing time end there, not at the next opening.",
		Example: `add_working_hours(instant("2026-03-06T12:00"), 3, time("08:30"), time("13:00"))`, Gives: "2026-03-09T10:30:00", Call: addWorkingHours,
	}}
}

// office is when an office is open.
type office struct {
	context       Context
	opens, closes value.Clock
	saturday      bool
}

// readOffice takes the hours that stand from argument i on.
func readOffice(c Context, args []any, i int) (office, bool) {
	opens, ok := read[value.Clock](args, i)
	closes, ok2 := read[value.Clock](args, i+1)
	works, ok3 := readSaturday(args, i+2)
	return office{c, opens, closes, works}, ok && ok2 && ok3 && opens.Compare(closes) < 0
}

// on gives the opening and closing of a day.
func (o office) on(d value.Date) (opening, closing time.Time) {
	zone := o.context.Now.Location()
	at := func(c value.Clock) time.Time { return time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, 0, 0, zone) }
	return at(o.opens), at(o.closes)
}

// next gives the first open instant from t on, and the closing after it.
func (o office) next(t time.Time) (from, closing time.Time) {
	d := value.DateOf(t.In(o.context.Now.Location()))
	for {
		opening, closing := o.on(d)
		if isWorking(o.context, d, o.saturday) && t.Before(closing) {
			if t.Before(opening) {
				t = opening
			}
			return t, closing
		}
		d = d.AddDays(1)
	}
}

func nextWorkingHour(c Context, args []any) any {
	t, ok := read[time.Time](args, 0)
	o, ok2 := readOffice(c, args, 1)
	if !ok || !ok2 {
		return nil
	}
	from, _ := o.next(t)
	return instantOrNone(from.In(c.Now.Location()))
}

func addWorkingHours(c Context, args []any) any {
	t, ok := read[time.Time](args, 0)
	n, ok2 := read[value.Number](args, 1)
	o, ok3 := readOffice(c, args, 2)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	seconds, ok := whole(n.Mul(value.Int(secondsInHour)).Round(0), mostWorkingHours*secondsInHour)
	if !ok || seconds < 0 {
		return nil
	}
	left := time.Duration(seconds) * time.Second
	for {
		from, closing := o.next(t)
		if open := closing.Sub(from); left > open {
			left -= open
			t = closing
			continue
		}
		return instantOrNone(from.Add(left).In(c.Now.Location()))
	}
}

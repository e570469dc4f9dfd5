package field_test

import (
	"testing"
	"time"

	"sportello/engine/field"
	"sportello/engine/value"
)

// Days are read as any of the languages here writes them.
func TestDaysAsTheLanguagesWriteThem(t *testing.T) {
	date, _ := field.Named("date")
	for _, typed := range []string{"02/03/2026", "2/3/2026", "02.03.2026", "2. 3. 2026", "2.\u00a03.\u00a02026", "2-3-2026", "2026-03-02"} {
		v, code := date.Parse(typed, time.UTC)
		if code != "" || v != value.Value(value.Date{Year: 2026, Month: 3, Day: 2}) {
			t.Errorf("%q: %v %s", typed, v, code)
		}
	}
	for _, typed := range []string{"2.  3. 2026", "2. 3. 26", "30. 2. 2026", "2 marzo 2026"} {
		if v, code := date.Parse(typed, time.UTC); code != field.CodeType {
			t.Errorf("%q is taken for %v", typed, v)
		}
	}
}

func TestInstantsAsTheLanguagesWriteThem(t *testing.T) {
	instant, _ := field.Named("instant")
	for _, typed := range []string{"02/03/2026 10:30", "2. 3. 2026 10.30", "2026-03-02T10:30"} {
		v, code := instant.Parse(typed, time.UTC)
		if at, ok := v.(time.Time); !ok || !at.Equal(time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)) {
			t.Errorf("%q: %v %s", typed, v, code)
		}
	}
	if _, code := instant.Parse("02/03/2026", time.UTC); code != field.CodeType {
		t.Error("a day alone is no instant")
	}
}

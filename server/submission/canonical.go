package submission

import (
	"encoding/json"
	"fmt"
	"time"

	"sportello/engine/value"
)

// canonicalGroup turns values of rules into values of JSON: days as
// 2006-01-02, numbers unquoted and exact.
func canonicalGroup(g value.Group) map[string]any {
	out := make(map[string]any, len(g))
	for name, v := range g {
		out[name] = canonical(v)
	}
	return out
}

func canonical(v value.Value) any {
	switch v := v.(type) {
	case value.Group:
		return canonicalGroup(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = canonical(v[i])
		}
		return out
	case value.Number:
		return json.Number(v.String())
	case time.Time:
		return v.Format(time.RFC3339)
	case fmt.Stringer: // days and times of the day
		return v.String()
	}
	return v
}

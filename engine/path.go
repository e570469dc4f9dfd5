package engine

import (
	"strconv"
	"strings"

	"sportello/engine/rule"
)

// cutFirst splits a path at its first dot.
func cutFirst(path string) (first, rest string, found bool) { return strings.Cut(path, ".") }

func firstName(path string) string {
	first, _, _ := cutFirst(path)
	return first
}

// index reads the number of a row in a path.
func index(step string) (int, bool) {
	i, err := strconv.Atoi(step)
	return i, err == nil && i >= 0
}

// staticPath turns "nucleo.0.nome" into "nucleo[].nome".
func staticPath(path string) string {
	var out strings.Builder
	for i, step := range strings.Split(path, ".") {
		if _, isIndex := index(step); isIndex {
			out.WriteString(rule.Rows)
			continue
		}
		if i > 0 {
			out.WriteByte('.')
		}
		out.WriteString(step)
	}
	return out.String()
}

package rule

import (
	"slices"
	"strings"
)

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Nearest advises the known name closest to a misspelt one.
func Nearest(name string, known []string) string {
	best, least := "", near(len([]rune(name)))+1
	for _, k := range known {
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return "there are: " + strings.Join(known, ", ")
}

// near is how many letters of so many may be wrong for two names to be alike.
func near(letters int) int {
	switch {
	case letters < 4:
		return 1
	case letters < 9:
		return 2
	}
	return letters / 3
}

// distance is the number of letters to add, drop or change (Levenshtein).
func distance(first, second string) int {
	a, b := []rune(first), []rune(second)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal, row[j] = row[j], min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

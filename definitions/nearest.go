package definitions

import (
	"fmt"
	"slices"
	"strings"
)

// Likenesses are looked for up to these bounds: comparing takes time.
const (
	longestWord = 64
	mostWords   = 300
	fewWords    = 12 // that can be told in one line
)

// Nearest advises the known word nearest to what was written or, without a near
// one, the few that there are; "" if they are too many to tell.
func Nearest(written string, known []string) string {
	near := nearest(written, known)
	if near == "" && (len(known) == 0 || len(known) > fewWords) {
		return ""
	}
	return didYouMean(written, known)
}

// didYouMean advises the known word nearest to what was written; without a
// near one it lists what there is.
func didYouMean(written string, known []string) string {
	if near := nearest(written, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return oneOf(known)
}

// oneOf advises to take one of a few words.
func oneOf(known []string) string {
	if len(known) == 0 {
		return "there is none"
	}
	if len(known) > mostWords {
		return "there are many others"
	}
	return "there are: " + strings.Join(known, ", ")
}

// nearest gives the known word that is the fewest changes away, or "" if none
// is near enough to be what was meant.
func nearest(written string, known []string) string {
	if len(written) > longestWord || len(known) > mostWords {
		return ""
	}
	best, least := "", 1+len(written)/3
	for _, k := range known {
		if len(written) > 2 && strings.HasPrefix(k, written) {
			return k
		}
		if d := distance(written, k); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to add, drop, replace or swap to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		now := make([]int, len(y)+1)
		now[0] = i
		for j := 1; j <= len(y); j++ {
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+differ(x[i-1], y[j-1]))
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last = last, now
	}
	return last[len(y)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

package sqlstore

import "iter"

// pageSize is how many rows are read at once by what goes through all of them.
// Between pages no query is open, so a slow reader holds nothing up.
const pageSize = 200

// pages goes through rows in the order of a number, which key gives, reading
// those after a number page by page.
func pages[T any](after int64, key func(T) int64, page func(after int64) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			rows, err := page(after)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
				after = key(r)
			}
			if len(rows) < pageSize {
				return
			}
		}
	}
}

// Package rule is the rule language: it turns what an author wrote into a Rule
// that is typed, bounded and ready to be evaluated many times.
//
// The syntax is that of expr (its parser is used); the meaning is ours, because
// a form needs what a general expression language does not have:
//
//   - unanswered is a value. Comparisons with it are false and their opposites
//     true, arithmetic with it is unanswered, and logic stays two-valued;
//   - numbers are exact decimals, and a literal means what is written;
//   - nothing can fail or run away while a citizen waits: sources, nesting and
//     steps are bounded, and whatever cannot be computed is unanswered;
//   - every rule knows which answers it reads, so that it can wait for them, be
//     placed after them, and be explained by them.
//
// Compile checks a rule against a Scope, which says what names mean where the
// rule stands. The result is a tree of closures: no allocation for conditions,
// no reflection, safe for use by many goroutines.
package rule

// Package web is the counter's window on the web: it turns requests into calls
// of the Desk (package submission) and what comes back into pages (package
// renderer).
//
// All addresses are in routes.go. A screen is a method of Site that gets a
// visit, the request with who makes it, and returns an error; one place
// (errors.go) turns errors into pages. Around all of it, also around pages that
// do not exist, stands the middleware: request id, log, recovery from panics,
// security headers, refusal of posts from other sites, limits on bodies.
//
// Three promises. Everything works without JavaScript: a page is a form that is
// posted, and after every post that changed something the browser is sent on to
// a page that can be reloaded. What one typed is never lost: pages are kept as
// typed, and what a second window posts is shown again beside a note. And no
// answer, name or tax code is ever in an address or in the log.
package web

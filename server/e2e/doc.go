// Package e2e tries the whole program in a real browser: scenarios are played in
// Chromium with and without JavaScript, on a wide screen and on a phone, and what
// is stored is held to what the engine computes. On the way every page is looked
// at: by axe-core, by the checker of HTML, by a measure of what can be read at every
// width, by the keyboard, and at what goes on behind it (requests, console, cookies).
// The same is done with every screen of the gallery.
//
// It is a module of its own, so that the program does not depend on a browser:
//
//	cd server/e2e && go test -count=1 ./...
//
// It needs Chromium and Java (make browser), npm (for axe-core and the checker of
// HTML, pinned in package.json) and the built assets (make assets). It fails where one
// of them is missing.
package e2e

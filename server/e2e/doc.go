// Package e2e tries the whole program in a real browser: scenarios are played in
// Chromium with and without JavaScript, on a wide screen and on a phone, and what
// is stored is held to what the engine computes. On the way every page is looked
// at: by axe-core, by the keyboard, at the narrowest width, and at what goes on
// behind it (requests, console, cookies).
//
// It is a module of its own, so that the program does not depend on a browser:
//
//	cd server/e2e && go test -count=1 ./...
//
// It needs Chromium (make browser), npm (for axe-core, pinned in package.json) and
// the built assets (make assets). It fails where one of them is missing.
package e2e

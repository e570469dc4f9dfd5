// Package renderer turns views into HTML: a view goes in, bytes come out.
//
// A view is a plain struct, one for each kind of screen: Home, Sheet, Entry,
// Page, Summary, Stop, Receipt, Waiting, Area and Message. Each embeds Frame,
// what every screen has around it. Views of pages are made from what the
// engine computed (NewPage, NewSummary); the others are filled in by the
// caller.
//
// A Renderer holds the parsed templates and the table of assets. It is made
// once and shared by all requests: nothing about a request is kept in it, and
// the language travels in the view.
//
// The markup is that of the Italian design system (Bootstrap Italia), with
// three promises. Everything works without JavaScript. There is no inline style
// or script, so that a strict content security policy can stand. And every text,
// whoever wrote it, is escaped: authors write a small Markdown, never HTML.
package renderer

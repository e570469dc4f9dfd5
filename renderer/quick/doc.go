// Package quick executes the templates of html/template at a tenth of the time
// and without garbage.
//
// Templates are written, parsed and escaped as ever: html/template reads them
// and decides, place by place, how what stands there must be escaped. Only then
// comes quick. It takes the escaped trees and makes of every node a function:
//
//	<p>Ciao                 appends these bytes
//	{{.Name}}               finds the field, once for each type, and appends it escaped
//	{{if .Errors}} … {{end}}   asks one function, and runs the others or not
//
// What html/template does anew at each execution is done once: finding
// templates, functions, fields and methods by name, and choosing an escaper.
//
// An escaper of html/template has no name that others could call. So quick asks
// html/template itself: an example of each context, <a href="{{.}}">, is escaped
// when the program starts, and a place whose escapers are those of an example is
// escaped as the example is (see context). Only texts that come out right with
// the five entities of HTML are written by quick.
//
// The language is html/template's, with less of it: text, fields, methods,
// variables, pipelines, functions, if, with, range over lists, and template.
// Compile says where there is anything else. Methods are those of values, not
// of pointers.
package quick

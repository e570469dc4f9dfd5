// Package document writes views on paper: a view in, the bytes of a PDF out.
//
// The PDF is tagged. Every piece of content belongs to an element of a tree
// (tree.go): headings by their rank, paragraphs, tables whose rows begin with a
// header; lines and page numbers are marked as decoration. A screen reader reads
// the tree, in its order, in the language of the document. It is built to the
// rules of PDF/UA-1; nobody has certified it.
//
// The parts: receipt.go says what stands on a receipt; sheet.go puts it on
// pages; tree.go remembers what is where; pdf.go writes the tree into the file.
// The same view gives the same bytes: there is no clock in here.
package document

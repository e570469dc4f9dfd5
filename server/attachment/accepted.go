package attachment

import (
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/gabriel-vasile/mimetype"

	"sportello/engine"
	"sportello/server/submission"
)

// The types of files that are accepted.
const (
	PDF  = "application/pdf"
	P7M  = "application/pkcs7-mime" // a file inside its signature (CAdES)
	JPEG = "image/jpeg"
	PNG  = "image/png"
)

// types are the accepted types with the extensions they come with; the first is
// the usual one.
var types = []struct {
	mediaType  string
	extensions []string
}{
	{PDF, []string{".pdf"}},
	{P7M, []string{".p7m"}},
	{JPEG, []string{".jpg", ".jpeg"}},
	{PNG, []string{".png"}},
}

func refuse(code string, args map[string]any) error {
	return &submission.Refusal{Problem: engine.Problem{Code: code, Args: args}}
}

// accepted tells the type of a file by its content; what it is called does not
// matter. A type that is not accepted, and a PDF that needs a password, is a
// refusal.
func accepted(file io.ReaderAt, size int64) (string, error) {
	head := make([]byte, min(size, 3072))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	mediaType, ok := recognise(head)
	if !ok {
		return "", refuse(submission.FileType, nil)
	}
	if mediaType != PDF {
		return mediaType, nil
	}
	locked, err := encrypted(io.NewSectionReader(file, 0, size))
	if err == nil && locked {
		err = refuse(submission.FileEncrypted, nil)
	}
	return mediaType, err
}

// recognise looks for signed files first: a PDF inside a signature begins early
// enough for the whole to look like a PDF.
func recognise(head []byte) (string, bool) {
	if signedData(head) {
		return P7M, true
	}
	found := mimetype.Detect(head)
	for _, t := range types {
		if t.mediaType != P7M && found.Is(t.mediaType) {
			return t.mediaType, true
		}
	}
	return "", false
}

// signedData reports whether DER or BER begins a PKCS #7 message of the kind
// signedData: a sequence, its length, then the kind as an object identifier.
func signedData(head []byte) bool {
	kind := []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02") // 1.2.840.113549.1.7.2
	if len(head) < 2 || head[0] != 0x30 {
		return false
	}
	begin := 2
	if head[1] > 0x80 { // the length is in as many more bytes
		begin += int(head[1] & 0x7f)
	}
	return begin <= len(head) && bytes.HasPrefix(head[begin:], kind)
}

// encryption is the entry of a PDF's trailer that names how it is encrypted.
var encryption = regexp.MustCompile(`^/Encrypt[\s\x00]*(?:\d+\s+\d+\s+R|<<)`)

// encrypted looks through a PDF for the entry. Trailers stand anywhere in a
// PDF, and are never compressed.
func encrypted(r io.Reader) (bool, error) {
	const overlap = 64 // more than the entry is long
	window := make([]byte, 0, 64<<10)
	for {
		n, err := io.ReadFull(r, window[len(window):cap(window)])
		window = window[:len(window)+n]
		if hasEncryption(window) {
			return true, nil
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		window = append(window[:0], window[len(window)-overlap:]...)
	}
}

func hasEncryption(window []byte) bool {
	word := []byte("/Encrypt")
	for {
		at := bytes.Index(window, word)
		if at < 0 {
			return false
		}
		if encryption.Match(window[at:]) {
			return true
		}
		window = window[at+len(word):]
	}
}

package attachment_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"sportello/server/attachment"
)

const signedData = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0"

func picture(t *testing.T, encode func(b *bytes.Buffer, m image.Image) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTypeIsByContent(t *testing.T) {
	f, _ := open(t)
	jpg := picture(t, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) })
	for _, c := range []struct{ content, mediaType, extension string }{
		{pdf, attachment.PDF, ".pdf"},
		{jpg, attachment.JPEG, ".jpg"},
		{picture(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) }), attachment.PNG, ".png"},
		// A signed PDF, its length in one to three bytes, or left open.
		{"\x30\x7f" + signedData + pdf, attachment.P7M, ".p7m"},
		{"\x30\x82\x01\x00" + signedData + pdf, attachment.P7M, ".p7m"},
		{"\x30\x83\x01\x00\x00" + signedData + pdf, attachment.P7M, ".p7m"},
		{"\x30\x80" + signedData + pdf, attachment.P7M, ".p7m"},
		// In the clear in an encrypted-looking signature: not our business.
		{"\x30\x80" + signedData + strings.Replace(pdf, "/Root", "/Encrypt 7 0 R", 1), attachment.P7M, ".p7m"},
	} {
		got := keep(t, f, "foto.exe", c.content)
		if got.MediaType != c.mediaType || got.Name != "foto.exe"+c.extension {
			t.Errorf("%.12q is %s %q, want %s", c.content, got.MediaType, got.Name, c.mediaType)
		}
	}
}

func TestEncryptionIsFoundAnywhere(t *testing.T) {
	f, _ := open(t)
	for _, before := range []int{0, 60_000, 65_480, 65_500, 65_520, 65_536, 131_000, 200_000} {
		content := "%PDF-1.7\n" + strings.Repeat("x", before) + "/Encrypt 12 0 R" + strings.Repeat("y", 1000)
		if _, err := f.Keep(ctx, "a", strings.NewReader(content)); err == nil {
			t.Errorf("not found after %d bytes", before)
		}
	}
	for _, harmless := range []string{"/EncryptMetadata true", "/Encryption 1 0 R", "to /Encrypt is a word"} {
		keep(t, f, "a", pdf+harmless)
	}
}

func TestCleanName(t *testing.T) {
	for name, want := range map[string]string{
		"delega.pdf":                    "delega.pdf",
		"Perché è così.PDF":             "Perché è così.pdf",
		"../../etc/passwd":              "passwd.pdf",
		`C:\Users\Anna\modulo.pdf`:      "modulo.pdf",
		"a\u202efdp.exe":                "afdp.exe.pdf",
		"a\u200b\ufeffb\x00\x1b[2J.pdf": "ab[2J.pdf",
		"a\r\nSet-Cookie: x.pdf":        "a Set-Cookie_ x.pdf",
		"  .. due  spazi .pdf ":         "due spazi.pdf",
		"":                              "file.pdf",
		".pdf":                          "pdf.pdf",
		"/":                             "file.pdf",
		"\xff\xfe.pdf":                  "pdf.pdf",
		`<b>"x"|?*.pdf`:                 "_b__x____.pdf",
	} {
		if got := attachment.CleanName(name, attachment.PDF); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func TestLongNames(t *testing.T) {
	for _, letter := range []string{"a", "è", "語", "🏛"} {
		got := attachment.CleanName(strings.Repeat(letter, 500)+".p7m", attachment.P7M)
		if !strings.HasSuffix(got, letter+".p7m") || len(got) > 200 || utf8.RuneCountInString(got) > 100 || !utf8.ValidString(got) {
			t.Errorf("%d bytes, %d characters: %q", len(got), utf8.RuneCountInString(got), got)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("delega.pdf")
	f.Add("a\u202e../b\\\x00")
	f.Fuzz(func(t *testing.T, name string) {
		got := attachment.CleanName(name, attachment.PDF)
		if !utf8.ValidString(got) || len(got) > 200 || strings.ContainsAny(got, "/\\\x00\r\n\"") || !strings.HasSuffix(got, ".pdf") {
			t.Errorf("%q becomes %q", name, got)
		}
		if again := attachment.CleanName(got, attachment.PDF); again != got {
			t.Errorf("%q becomes %q, then %q", name, got, again)
		}
	})
}

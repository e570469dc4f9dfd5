package submission

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"sportello/engine"
)

// Verification is what was looked at and what was found.
type Verification struct {
	Events      int64
	Submissions int64
	Files       int64
	End         LedgerEnd
	Findings    []string // what is not as it was, without personal data
}

// Verify reads the whole ledger and compares what is stored with it: no event
// and no submission was changed, removed or put between others, and the files
// have the bytes that were sent. Who can write in the database could remake the
// whole chain; known, a seal that was noted down elsewhere ("" if none was),
// must therefore still be in it.
func Verify(ctx context.Context, l Ledger, files Attachments, known string) (Verification, error) {
	end, err := l.End(ctx)
	if err != nil {
		return Verification{}, err
	}
	v := verifier{Verification: Verification{End: end}, ledger: l, files: files, known: known, met: known == ""}
	for e, err := range l.Events(ctx, 0) {
		if err == nil {
			err = v.event(ctx, e)
		}
		if err != nil {
			return v.Verification, fmt.Errorf("verify: %w", err)
		}
	}
	return v.Verification, v.ending(ctx)
}

type verifier struct {
	Verification
	ledger Ledger
	files  Attachments
	last   int64
	seal   string
	known  string
	met    bool
}

func (v *verifier) found(format string, args ...any) {
	v.Findings = append(v.Findings, fmt.Sprintf(format, args...))
}

func (v *verifier) event(ctx context.Context, e Event) error {
	v.Events++
	for v.last++; v.last < e.ID; v.last++ {
		v.found("event %d is missing", v.last)
	}
	if e.ID <= v.End.Unsealed {
		return nil
	}
	if e.Seal != e.SealAfter(v.seal) {
		v.found("event %d (%s of %s) was changed, or one before it", e.ID, e.Kind, e.Reference)
	}
	v.seal = e.Seal
	v.met = v.met || e.Seal == v.known
	if e.Digest == "" {
		return nil
	}
	return v.submission(ctx, e)
}

func (v *verifier) submission(ctx context.Context, e Event) error {
	v.Submissions++
	digest, files, err := v.ledger.Stored(ctx, e.Number)
	if errors.Is(err, ErrNotFound) {
		v.found("submission %d is missing", e.Number)
		return nil
	}
	if err != nil {
		return err
	}
	if digest != e.Digest {
		v.found("submission %s was changed", e.Reference)
	}
	for _, f := range files {
		v.file(e, f)
	}
	return nil
}

// file reads a file to its end.
func (v *verifier) file(e Event, f engine.File) {
	v.Files++
	r, err := v.files.Open(f.SHA256)
	if err != nil {
		v.found("file %s of %s cannot be opened", f.ID, e.Reference)
		return
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil || hex.EncodeToString(h.Sum(nil)) != f.SHA256 {
		v.found("file %s of %s was changed", f.ID, e.Reference)
	}
}

func (v *verifier) ending(ctx context.Context) error {
	if v.last != v.End.Event || v.seal != v.End.Seal {
		v.found("the ledger ends with event %d, and the last one is %d", v.End.Event, v.last)
	}
	if !v.met {
		v.found("the seal that is known from before is not in the chain")
	}
	stored, err := v.ledger.Sent(ctx)
	if err == nil && v.End.Unsealed == 0 && stored != v.Submissions {
		v.found("%d submissions are stored, and the events begin %d", stored, v.Submissions)
	}
	return err
}

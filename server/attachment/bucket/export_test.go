package bucket

import "time"

// Hurry lets the storage take no longer than this to begin to give a file.
func (b *Bucket) Hurry(patience time.Duration) { b.patience = patience }

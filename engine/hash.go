package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// hash gives one name to several texts.
func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

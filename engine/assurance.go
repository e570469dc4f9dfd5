package engine

import "strconv"

// usualLevel is how surely somebody must be known where a service does not say:
// the second level is that of public services.
const usualLevel = 2

// LevelNeeded is the least level of assurance, 1 to 3, that one must be known
// at; 0 if the service asks for no identity.
func (p *Program) LevelNeeded() int {
	identity := p.Service().Identity
	if identity.Required.Source == "false" {
		return 0
	}
	if n, err := strconv.Atoi(identity.Level.Value); err == nil {
		return n
	}
	return usualLevel
}

// Admits reports whether somebody who is known at a level may apply. A level
// that is none is nobody's.
func (p *Program) Admits(level string) bool {
	n, err := strconv.Atoi(level)
	return err == nil && n >= p.LevelNeeded() || p.LevelNeeded() == 0
}

package config

import (
	"context"

	"sportello/engine/value"
)

// World knows no facts from outside yet: every source is silent. Live
// parameters are those that programs were compiled with.
type World struct{}

// Facts is of submission.World.
func (World) Facts(context.Context, string, string) (value.Group, error) { return nil, nil }

// Live is of submission.World.
func (World) Live(context.Context, string) (value.Group, error) { return nil, nil }

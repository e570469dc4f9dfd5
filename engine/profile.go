package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"sportello/definitions"
	"sportello/engine/value"
)

// Keep gives a profile with values kept in it: in the place of those with the
// same id, or as the latest of their group.
func Keep(profile map[string][]Kept, k Kept) map[string][]Kept {
	out := maps.Clone(profile)
	entries := slices.Clone(out[k.Group])
	group, _ := definitions.OnceOnlyGroup(k.Group)
	at := slices.IndexFunc(entries, func(e Kept) bool { return e.ID == k.ID || !group.Many })
	switch {
	case at >= 0:
		k.ID = entries[at].ID
		entries[at] = k
	default:
		if k.ID == "" {
			k.ID = entryName(len(entries))
		}
		entries = append([]Kept{k}, entries...)
	}
	out[k.Group] = entries
	return out
}

// entryName names the entries of a profile that nobody stores.
func entryName(i int) string { return "p" + strconv.Itoa(i+1) }

// ProfileFrom gives what a citizen's profile holds its types: by group, the
// answers of its block, or a list of such. Groups that the service does not ask
// for are left out.
func (p *Program) ProfileFrom(raw map[string]any) (map[string][]Kept, error) {
	out := map[string][]Kept{}
	for name, v := range raw {
		if _, known := definitions.OnceOnlyGroup(name); !known {
			return nil, fmt.Errorf("there is no group %s", name)
		}
		block := p.blockOf(name)
		if block == nil {
			continue
		}
		list, many := v.([]any)
		if !many {
			list = []any{v}
		}
		for i, one := range list {
			values, err := Literal(value.Type{Kind: value.Named, Fields: block.inner.fields}, one, p.zone)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			g, _ := values.(value.Group)
			out[name] = append(out[name], Kept{ID: entryName(i), Group: name, Values: appendGroup(nil, g)})
		}
	}
	return out, nil
}

// blockOf is a block of the service that is a group of the profile.
func (p *Program) blockOf(group string) *node {
	for _, path := range slices.Sorted(maps.Keys(p.placed)) {
		if n := p.placed[path]; n.once != nil && n.once.group.Name == group {
			return n
		}
	}
	return nil
}

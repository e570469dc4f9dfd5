package quick

import (
	"fmt"
	"reflect"
	"sync/atomic"
)

// inside gives what an interface holds.
func inside(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// behind gives what interfaces and pointers lead to.
func behind(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v
}

// truth is what {{if}} takes a value for.
func truth(v reflect.Value) bool {
	v = inside(v)
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return v.IsValid() && !v.IsZero()
}

// member is a field or method that a template names. Where it is found is
// remembered for each type that it was asked of.
type member struct {
	name  string
	known atomic.Pointer[[]place]
}

// place is where a type has a member.
type place struct {
	of     reflect.Type
	field  []int
	method int // -1 for a field
}

// of gives the field of a value, or what its method returns.
func (m *member) of(v reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	v = behind(v)
	if !v.IsValid() {
		return v, fmt.Errorf("quick: %s is asked of nothing", m.name)
	}
	p, err := m.find(v.Type())
	switch {
	case err != nil:
		return v, err
	case p.method >= 0:
		return call(v.Method(p.method), args)
	case len(p.field) == 1:
		return v.Field(p.field[0]), nil
	}
	return v.FieldByIndexErr(p.field)
}

func (m *member) find(t reflect.Type) (*place, error) {
	if known := m.known.Load(); known != nil {
		for i := range *known {
			if p := &(*known)[i]; p.of == t {
				return p, nil
			}
		}
	}
	return m.learn(t)
}

func (m *member) learn(t reflect.Type) (*place, error) {
	found, ok := lookUp(t, m.name)
	if !ok {
		return nil, fmt.Errorf("quick: %s has no field or method %s", t, m.name)
	}
	known := []place{found}
	if before := m.known.Load(); before != nil {
		known = append(known, *before...)
	}
	m.known.Store(&known) // of two at once one is lost, and found again
	return &found, nil
}

func lookUp(t reflect.Type, name string) (place, bool) {
	if method, ok := t.MethodByName(name); ok {
		return place{of: t, method: method.Index}, true
	}
	if t.Kind() != reflect.Struct {
		return place{}, false
	}
	field, ok := t.FieldByName(name)
	return place{of: t, field: field.Index, method: -1}, ok && field.IsExported()
}

// call calls a function that gives a value, and perhaps an error.
func call(f reflect.Value, args []reflect.Value) (reflect.Value, error) {
	t := f.Type()
	if n := t.NumIn(); len(args) < n && !(t.IsVariadic() && len(args) == n-1) || len(args) > n && !t.IsVariadic() {
		return reflect.Value{}, fmt.Errorf("quick: %s is called with %d arguments", t, len(args))
	}
	for i := range args {
		var err error
		if args[i], err = fit(args[i], wanted(t, i)); err != nil {
			return reflect.Value{}, err
		}
	}
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		return reflect.Value{}, out[1].Interface().(error)
	}
	return out[0], nil
}

// wanted is the type of an argument.
func wanted(f reflect.Type, i int) reflect.Type {
	if last := f.NumIn() - 1; f.IsVariadic() && i >= last {
		return f.In(last).Elem()
	}
	return f.In(i)
}

// fit makes a value an argument of a type.
func fit(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if v = inside(v); !v.IsValid() {
		return reflect.Zero(t), nil
	}
	if !v.Type().AssignableTo(t) {
		return v, fmt.Errorf("quick: %s cannot be used as %s", v.Type(), t)
	}
	return v, nil
}

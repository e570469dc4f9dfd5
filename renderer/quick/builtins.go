package quick

import (
	"cmp"
	"fmt"
	"reflect"
)

// expression computes a value.
type expression func(r *run, dot reflect.Value) (reflect.Value, error)

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

func truthValue(is bool) reflect.Value {
	if is {
		return yes
	}
	return no
}

// builtins are the functions that every template has, as text/template defines
// them.
var builtins = map[string]func(args []expression) expression{
	"and": func(args []expression) expression { return until(args, false) },
	"or":  func(args []expression) expression { return until(args, true) },
	"not": unary(func(v reflect.Value) (reflect.Value, error) { return truthValue(!truth(v)), nil }),
	"len": unary(length),
	"eq":  compare(func(order int) bool { return order == 0 }),
	"ne":  compare(func(order int) bool { return order != 0 }),
	"lt":  compare(func(order int) bool { return order < 0 }),
	"le":  compare(func(order int) bool { return order <= 0 }),
	"gt":  compare(func(order int) bool { return order > 0 }),
	"ge":  compare(func(order int) bool { return order >= 0 }),

	"index": binary(index),
	"print": func(args []expression) expression { return function(fmt.Sprint, args) },
}

// until gives the first argument that is true, or false, or else the last; those
// behind it are not asked.
func until(args []expression, wanted bool) expression {
	return func(r *run, dot reflect.Value) (v reflect.Value, err error) {
		for _, a := range args {
			if v, err = a(r, dot); err != nil || truth(v) == wanted {
				break
			}
		}
		return v, err
	}
}

func unary(f func(reflect.Value) (reflect.Value, error)) func([]expression) expression {
	return func(args []expression) expression {
		if len(args) != 1 {
			return nil
		}
		return func(r *run, dot reflect.Value) (reflect.Value, error) {
			v, err := args[0](r, dot)
			if err != nil {
				return v, err
			}
			return f(v)
		}
	}
}

func binary(f func(a, b reflect.Value) (reflect.Value, error)) func([]expression) expression {
	return func(args []expression) expression {
		if len(args) != 2 {
			return nil
		}
		return func(r *run, dot reflect.Value) (reflect.Value, error) {
			a, err := args[0](r, dot)
			if err != nil {
				return a, err
			}
			b, err := args[1](r, dot)
			if err != nil {
				return b, err
			}
			return f(inside(a), inside(b))
		}
	}
}

func compare(holds func(order int) bool) func([]expression) expression {
	return binary(func(a, b reflect.Value) (reflect.Value, error) {
		switch {
		case a.Kind() == reflect.String && b.Kind() == reflect.String:
			return truthValue(holds(cmp.Compare(a.String(), b.String()))), nil
		case a.CanInt() && b.CanInt():
			return truthValue(holds(cmp.Compare(a.Int(), b.Int()))), nil
		}
		return no, fmt.Errorf("quick: %s cannot be compared with %s", a.Kind(), b.Kind())
	})
}

func length(v reflect.Value) (reflect.Value, error) {
	switch v = behind(v); v.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return reflect.ValueOf(v.Len()), nil
	}
	return v, fmt.Errorf("quick: len of %s", v.Kind())
}

func index(list, i reflect.Value) (reflect.Value, error) {
	if k := list.Kind(); k != reflect.Slice && k != reflect.Array || !i.CanInt() {
		return list, fmt.Errorf("quick: index of %s by %s", list.Kind(), i.Kind())
	}
	if n := int(i.Int()); 0 <= n && n < list.Len() {
		return inside(list.Index(n)), nil
	}
	return list, fmt.Errorf("quick: index %d of %d", i.Int(), list.Len())
}

// function calls a function of Go: by reflection, if it takes other than
// anything.
func function(f any, args []expression) expression {
	switch f := f.(type) {
	case func(...any) string:
		return anyway(f, args)
	case func(...any) []any:
		return anyway(f, args)
	}
	return func(r *run, dot reflect.Value) (reflect.Value, error) {
		values, err := evaluated(r, dot, args)
		if err != nil {
			return reflect.Value{}, err
		}
		return call(reflect.ValueOf(f), values)
	}
}

func anyway[T any](f func(...any) T, args []expression) expression {
	return func(r *run, dot reflect.Value) (reflect.Value, error) {
		values := make([]any, len(args))
		for i, a := range args {
			v, err := a(r, dot)
			if err != nil {
				return v, err
			}
			if v.IsValid() {
				values[i] = v.Interface()
			}
		}
		return reflect.ValueOf(f(values...)), nil
	}
}

// evaluated gives the values of arguments.
func evaluated(r *run, dot reflect.Value, args []expression) ([]reflect.Value, error) {
	values := make([]reflect.Value, len(args))
	for i, a := range args {
		var err error
		if values[i], err = a(r, dot); err != nil {
			return nil, err
		}
	}
	return values, nil
}

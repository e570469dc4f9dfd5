// Command sportello serves public services that are declared as data.
package main

import (
	_ "time/tzdata" // the program runs on machines without a zone database

	"sportello/server/cli"
)

func main() { cli.Main() }

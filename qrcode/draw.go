package qrcode

import "strings"

// quiet is how many light modules a phone wants around a code.
const quiet = 4

// Columns is how many columns String needs.
func (c Code) Columns() int { return c.size + 2*quiet }

// String draws the code, two rows of modules a line, black on white whatever the terminal's colours.
func (c Code) String() string {
	var b strings.Builder
	for y := -quiet; y < c.size+quiet; y += 2 {
		b.WriteString("\x1b[38;5;16;48;5;231m")
		for x := -quiet; x < c.size+quiet; x++ {
			b.WriteString(halves[[2]bool{c.Dark(x, y), c.Dark(x, y+1)}])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}

var halves = map[[2]bool]string{{false, false}: " ", {true, false}: "▀", {false, true}: "▄", {true, true}: "█"}

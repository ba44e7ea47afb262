//go:build live

package browser

import "testing"

func TestWatchFollows(t *testing.T) {
	s, ctx := visit(t, "touch.html", Options{})
	v := watch(t, s, ctx, Watching{})
	v.sees(t, 700, 500, blue)
	do(t, s, ctx, Goto(abroad()+"/touch.html"))
	eval[bool](t, s, `(document.body.style.background = "green", true)`)
	v.sees(t, 700, 500, green) // of another site: another process

	touch(t, s, pressAt(40, 250)...)
	v.sees(t, 700, 500, white) // another tab
	eval[bool](t, s, `(document.body.style.background = "red", true)`)
	v.sees(t, 700, 500, red)
	eval[bool](t, s, `(setTimeout(close), true)`)
	v.sees(t, 700, 500, green) // it has closed
}

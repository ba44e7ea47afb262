// Command miacct takes a person through deleting their own Xiaomi account on the web.
//
// Its rules:
//
//   - Account and password are never flags. They come from the environment, from .env,
//     or are asked for on the terminal without echo.
//   - Questions go to the terminal itself, progress to stderr, and to stdout only
//     what a script wants: the run's folder, or the events as JSON.
//   - What the screen says about a run comes from the lines of its trail. There is no second truth.
//   - One switch turns an outcome into an exit code; see exit.go.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"miacct/internal/platform"
)

func main() {
	debug.SetGCPercent(40) // Chrome needs the memory more, and a run waits most of its time
	platform.FullFilesAreErrors()
	// A screen or a pipe that nobody reads any more is an error of the write, too: the run goes on to its end, its record and its exit code.
	// Not ignored, which the programs started from here would inherit.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	os.Exit(execute(thisProcess(), os.Args[1:]))
}

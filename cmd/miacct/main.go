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
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGXFSZ) // a file that has reached its limit is an error of the write, like a full disk
	os.Exit(execute(thisProcess(), os.Args[1:]))
}

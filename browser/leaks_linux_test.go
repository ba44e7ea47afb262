package browser

import (
	"os"
	"runtime"
	"testing"
)

// Four Chromes, one after the other, leave no goroutine and no open file behind in this process.
func TestSessionsLeaveNothingInTheProcess(t *testing.T) {
	shortTemp(t)
	session := func() {
		s, err := Open(soon(t), Options{NoSandbox: true})
		if err != nil {
			t.Fatal(err)
		}
		do(t, s, t.Context(), Goto(theZoo.srv.URL+"/form.html"))
		if _, err := picture(s, t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	session() // what is made once is made now
	theZoo.srv.CloseClientConnections()
	var files int
	eventually(t, "the first session is over", func() bool {
		before := openFiles(t)
		same := before == files
		files = before
		return same
	})
	routines := runtime.NumGoroutine()
	for range 4 {
		session()
	}
	eventually(t, "the goroutines are as many as before", func() bool {
		theZoo.srv.CloseClientConnections()
		return runtime.NumGoroutine() <= routines
	})
	eventually(t, "the open files are as many as before", func() bool { return openFiles(t) <= files })
}

func openFiles(t *testing.T) int {
	t.Helper()
	l, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(l)
}

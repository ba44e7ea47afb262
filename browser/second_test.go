package browser

import (
	"bufio"
	"context"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"

	"miacct/internal/platform"
)

// A second is a Chrome of somebody else's, with a debugging port on loopback.
type second struct {
	address string          // ws://127.0.0.1:PORT/devtools/browser/…
	ctx     context.Context // somebody else's line to it
	kill    func()
}

// told makes that Chrome tell how it was started.
const told = "--enable-automation"

func startSecond(t *testing.T, args ...string) *second {
	t.Helper()
	exe, _, err := Locate(soon(t), "", false)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, append([]string{"--remote-debugging-port=0", "--user-data-dir=" + t.TempDir(), "--headless=new", "--no-sandbox",
		"--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"}, args...)...)
	cmd.Args = append(cmd.Args, "about:blank")
	platform.Group(cmd)
	says, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &second{kill: sync.OnceFunc(func() {
		_ = platform.KillGroup(cmd.Process)
		_ = cmd.Wait() // says that it was killed
	})}
	t.Cleanup(s.kill)
	lines := bufio.NewScanner(says)
	stop := context.AfterFunc(soon(t), s.kill)
	for s.address == "" && lines.Scan() { // it need not say more than that
		_, s.address, _ = strings.Cut(lines.Text(), "DevTools listening on ")
	}
	stop()
	go func() { _, _ = io.Copy(io.Discard, says) }()
	if s.address == "" {
		t.Fatal("the second Chrome does not say where it listens")
	}
	all, cancel := remote.NewAllocator(t.Context(), s.address, remote.NoModifyURL)
	t.Cleanup(cancel)
	ctx, end := chromedp.NewContext(all)
	t.Cleanup(end)
	if _, err := chromedp.Targets(ctx); err != nil {
		t.Fatal(err)
	}
	s.ctx = ctx
	return s
}

// forMock are the arguments of a Chrome that is started for the mock cloud of p.
func forMock(p pin) []string {
	return []string{told, "--host-resolver-rules=MAP * " + p.addr, "--ignore-certificate-errors-spki-list=" + p.spki}
}

// traces are what a stranger finds there: browser contexts, pages, cookies.
func (s *second) traces(t *testing.T) string {
	t.Helper()
	at := chromedp.FromContext(s.ctx).Browser
	contexts, err := cdp.Call(s.ctx, at, target.GetBrowserContexts, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := chromedp.Targets(s.ctx)
	if err != nil {
		t.Fatal(err)
	}
	cookies := 0
	for _, of := range append(contexts.BrowserContextIDs, "") {
		c, err := cdp.Call(s.ctx, at, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: of})
		if err == nil { // else it has just been disposed of
			cookies += len(c.Cookies)
		}
	}
	return fmt.Sprintf("%d contexts, %d targets, %d cookies", len(contexts.BrowserContextIDs), len(pages), cookies)
}

// serveWebSocket is a server that answers each message of a WebSocket with what answer says.
func serveWebSocket(t *testing.T, answer func(message []byte) string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") == "" {
			http.NotFound(w, r)
			return
		}
		conn, both, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
			base64.StdEncoding.EncodeToString(sum[:]))
		for {
			var head [2]byte
			if _, err := io.ReadFull(both, head[:]); err != nil || head[0]&15 != 1 {
				return
			}
			n := int(head[1] & 127)
			if n == 126 {
				var long [2]byte
				if _, err := io.ReadFull(both, long[:]); err != nil {
					return
				}
				n = int(binary.BigEndian.Uint16(long[:]))
			}
			masked := make([]byte, 4+n)
			if _, err := io.ReadFull(both, masked); err != nil {
				return
			}
			for i := range n {
				masked[4+i] ^= masked[i%4]
			}
			out := answer(masked[4:])
			if _, err := conn.Write(append([]byte{0x81, 126, byte(len(out) >> 8), byte(len(out))}, out...)); err != nil {
				return
			}
		}
	}))
	t.Cleanup(s.CloseClientConnections)
	t.Cleanup(s.Close)
	return s
}

// callsItself answers as a browser that calls itself name.
func callsItself(name string) func([]byte) string {
	return func(message []byte) string {
		var m struct {
			ID     int
			Method string
		}
		if err := json.Unmarshal(message, &m); err != nil {
			return err.Error()
		}
		if m.Method == "Browser.getVersion" {
			return fmt.Sprintf(`{"id":%d,"result":{"product":%q}}`, m.ID, name)
		}
		return fmt.Sprintf(`{"id":%d,"result":{"targetInfos":[]}}`, m.ID)
	}
}

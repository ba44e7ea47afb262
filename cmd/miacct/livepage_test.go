package main

import (
	"bufio"
	"bytes"
	"context"
	"image"
	"image/color"
	_ "image/jpeg"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/internal/platform/platformtest"
	"miacct/mockcloud"
)

// A visitor is a person in a browser of their own.
type visitor struct {
	t   *testing.T
	ctx context.Context
	tab *browser.Session
}

func newVisitor(t *testing.T, address string) *visitor {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), runTime)
	t.Cleanup(cancel)
	tab, err := browser.Open(ctx, browser.Options{NoSandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tab.Close(); err != nil {
			t.Error(err)
		}
	})
	v := &visitor{t, ctx, tab}
	if err := tab.Do(ctx, browser.Goto(address)); err != nil {
		t.Fatal(err)
	}
	return v
}

// sees looks at the pictures of the visitor's browser until found finds something in one.
func (v *visitor) sees(what string, found func(image.Image) (image.Rectangle, bool)) image.Rectangle {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, platformtest.Patience)
	defer cancel()
	var at image.Rectangle
	var last []byte
	there := false
	_ = v.tab.Watch(ctx, browser.Watching{}, func(i browser.Image) {
		last = i.Data
		p, _, err := image.Decode(bytes.NewReader(i.Data))
		if err != nil {
			v.t.Errorf("decode a picture: %v", err)
		}
		if at, there = found(p); there {
			cancel()
		}
	})
	if !there {
		path := filepath.Join(v.t.ArtifactDir(), "last-seen.jpg")
		v.t.Fatalf("the visitor does not see %s; %s shows what they saw last, %v", what, path, os.WriteFile(path, last, 0o600))
	}
	return at
}

// orange finds the one orange thing that is at least so wide and no wider than so. It
// looks at every second point of every second line.
func orange(least, most int) func(image.Image) (image.Rectangle, bool) {
	return func(p image.Image) (image.Rectangle, bool) {
		var box image.Rectangle
		n := 0
		at := p.(*image.YCbCr)
		for y := at.Rect.Min.Y; y < at.Rect.Max.Y; y += 2 {
			for x := at.Rect.Min.X; x < at.Rect.Max.X; x += 2 {
				c := at.YCbCrAt(x, y)
				if r, g, b := color.YCbCrToRGB(c.Y, c.Cb, c.Cr); r > 225 && g > 70 && g < 150 && b < 60 {
					box = box.Union(image.Rect(x, y, x+2, y+2))
					n += 4
				}
			}
		}
		return box, box.Dx() >= least && box.Dx() <= most && n > box.Dx()*box.Dy()/2
	}
}

func (v *visitor) touch(all ...browser.Touch) {
	v.t.Helper()
	for _, do := range all {
		if err := v.tab.Touch(v.ctx, do); err != nil {
			v.t.Fatal(err)
		}
	}
}

// drag drags as a person does: in many small moves.
func (v *visitor) drag(fromX, fromY, toX, toY float64) {
	v.t.Helper()
	v.touch(browser.Touch{Is: browser.Move, X: fromX, Y: fromY}, browser.Touch{Is: browser.Press, X: fromX, Y: fromY})
	const steps = 20
	for i := 1.0; i <= steps; i++ {
		v.touch(browser.Touch{Is: browser.Move, X: fromX + (toX-fromX)*i/steps, Y: fromY + (toY-fromY)*i/steps, Down: true})
	}
	v.touch(browser.Touch{Is: browser.Release, X: toX, Y: toY})
}

var liveAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+/\w+`)

// runLive runs miacct and calls visit with each address that it shows, one after the other.
func runLive(t *testing.T, cmd *exec.Cmd, visit func(address string)) (code int, stderr string) {
	t.Helper()
	says, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for lines := bufio.NewScanner(says); lines.Scan(); {
		all.WriteString(lines.Text() + "\n")
		if a := liveAddress.FindString(lines.Text()); a != "" {
			visit(a)
		}
	}
	return runCode(t, cmd.Wait(), cmd), all.String()
}

// slider is a cloud whose account has no devices, so that the run is short.
func slider(t *testing.T, scenario string) *mockcloud.Cloud {
	cloud := startCloud(t, scenario)
	cloud.Change(func(s *mockcloud.State) { s.Devices = nil })
	return cloud
}

// A server without a display and without a terminal, and a person at a browser elsewhere.
func TestSliderThroughTheLivePage(t *testing.T) {
	t.Parallel()
	cloud := slider(t, "slider-captcha")
	cmd := miacct(t, cloud, "--remote-view", "--confirm", cloud.State().Account.ID)
	visits := 0
	code, stderr := runLive(t, cmd, func(address string) {
		if visits++; visits > 1 {
			return
		}
		v := newVisitor(t, address)
		knob := v.sees("the slider's knob", orange(20, 60))
		scale := float64(knob.Dx()) / 42
		x, y := float64(knob.Min.X+knob.Max.X)/2, float64(knob.Min.Y+knob.Max.Y)/2
		v.drag(x, y, x+194*scale, y+3)
	})
	s := cloud.State()
	if code != exitOK || !s.Deleted || s.Counts["delete"] != 1 || s.Counts["slider"] != 1 || s.SliderSolved || visits != 1 {
		t.Errorf("exit code %d after %d visits; deleted %v, counts %v\n%s", code, visits, s.Deleted, s.Counts, stderr)
	}
	if !strings.Contains(stderr, "run there first: ssh -L ") {
		t.Errorf("no line for ssh:\n%s", stderr)
	}
	leaks(t, s.Account.Password, cmd.Dir, stderr)
	gone(t, liveAddress.FindString(stderr))
}

// gone fails if the live page is still answered at address.
func gone(t *testing.T, address string) {
	t.Helper()
	if u, err := url.Parse(address); err != nil || u.Port() == "" {
		t.Fatalf("the address is %q, %v", address, err)
	}
	to := http.Client{Timeout: platformtest.Patience}
	if res, err := to.Get(address); err == nil {
		res.Body.Close()
		if res.StatusCode == http.StatusOK { // else another test has got the port
			t.Error("the live page is still there")
		}
	}
}

// One press, in a frame of another host.
func TestPressThroughTheLivePage(t *testing.T) {
	t.Parallel()
	cloud := slider(t, "slider-press")
	code, stderr := runLive(t, miacct(t, cloud, "--remote-view", "--dry-run"), func(address string) {
		v := newVisitor(t, address)
		b := v.sees("the button to press", orange(60, 400))
		x, y := float64(b.Min.X+b.Max.X)/2, float64(b.Min.Y)+float64(b.Dy())/4
		v.touch(browser.Touch{Is: browser.Move, X: x, Y: y}, browser.Touch{Is: browser.Press, X: x, Y: y}, browser.Touch{Is: browser.Release, X: x, Y: y})
	})
	if s := cloud.State(); code != exitOK || s.Counts["slider"] != 1 || s.Deleted {
		t.Errorf("exit code %d; counts %v, deleted %v\n%s", code, s.Counts, s.Deleted, stderr)
	}
}

// Who sits at a terminal without a window is offered the live page when a page needs them.
func TestLivePageByAKey(t *testing.T) {
	t.Parallel()
	cloud := slider(t, "slider-captcha")
	a := cloud.State().Account
	cmd, keys := inTerminalOf(t, []string{envAccount + "=" + a.Email, envPassword + "=" + a.Password},
		"web-delete", "--mock", cloud.Addr(), "--confirm", a.ID)
	const offer = "[l] open it in your own browser · [g] give up: "
	keys.Sees(offer, 1)
	keys.Types("x\n")
	keys.Sees(offer, 2)
	if liveAddress.MatchString(keys.Screen()) {
		t.Error("the page was lent before it was asked for")
	}
	keys.Types("l\n")
	keys.Sees("run there first: ssh -L ", 1)
	v := newVisitor(t, liveAddress.FindString(keys.Screen()))
	v.sees("the slider's knob", orange(20, 60))
	cloud.Change(func(s *mockcloud.State) { s.SliderSolved = true }) // how it is dragged is another test's
	if code, s := exitOf(t, cmd), cloud.State(); code != exitOK || !s.Deleted || s.Counts["delete"] != 1 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, keys.Screen())
	}
}

func TestLivePageIsNotWanted(t *testing.T) {
	t.Parallel()
	cloud := slider(t, "slider-captcha")
	a := cloud.State().Account
	cmd, keys := inTerminalOf(t, []string{envAccount + "=" + a.Email, envPassword + "=" + a.Password},
		"web-delete", "--mock", cloud.Addr(), "--confirm", a.ID)
	keys.Sees("[l] open it", 1)
	keys.Types("g\n")
	if code, s := exitOf(t, cmd), cloud.State(); code != exitFail || s.Deleted || s.Counts["slider"] != 0 {
		t.Errorf("exit code %d, deleted %v, counts %v\n%s", code, s.Deleted, s.Counts, keys.Screen())
	}
}

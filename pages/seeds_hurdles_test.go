//go:build hurdles

package pages_test

import (
	"bytes"
	"encoding/gob"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"miacct/browser"
	"miacct/pages"
	"miacct/snapshot"
)

var hurdlesFlag = flag.String("hurdles", "", "a folder where the steps of walks are kept, and judged from")

// judged counts at which steps of the walks the program would do the right thing.
type judged struct {
	site *pages.Site
	mu   sync.Mutex
	by   map[string][2]int       // kind of a step → right, all
	n    int                     // of steps kept
	now  map[uint64]pages.Hurdle // what each seed's walk is about

	seeds, missed map[uint64]bool
}

// teller tells a walk's steps to j.
func (j *judged) teller() *walker {
	return &walker{
		about: func(w *walker, errand, device string) {
			h := pages.Hurdle{Errand: errand, Device: device, ID: w.cloud.State().Account.ID}
			for _, d := range w.cloud.State().Devices {
				if d.Name != device {
					h.Others = append(h.Others, d.Name)
				}
			}
			j.mu.Lock()
			defer j.mu.Unlock()
			j.now[w.shape.Seed] = h
		},
		step: j.judge,
	}
}

// judge asks what the program would do here, where the element with mark is right.
func (j *judged) judge(w *walker, mark string) {
	w.Helper()
	kind, _, _ := strings.Cut(mark, ":")
	switch kind {
	case "main-menu", "account-menu", "more", "open", "choose", "edit", "pick", "settings", "mine", "agree-yes", "code-verify", "opened":
		return
	}
	p, err := w.tab.Settle(w.ctx, func(p snapshot.Page) bool { return false })
	if err != nil {
		w.Logf("%s: %v", mark, err)
		return
	}
	right := w.nodeOf(p, mark)
	j.mu.Lock()
	defer j.mu.Unlock()
	h := j.now[w.shape.Seed]
	h.Mark = mark
	k := kept{w.shape.Seed, w.shape.Lang, h, p, right}
	if right >= 0 && (kind == "off" || kind == "remove" || kind == "remove-picked" || kind == "delete") {
		h.Pressed = p.Nodes[right].Label()
		j.now[w.shape.Seed] = h
	}
	if *hurdlesFlag != "" {
		j.n++
		var b bytes.Buffer
		err := gob.NewEncoder(&b).Encode(k)
		if err == nil {
			err = os.WriteFile(filepath.Join(*hurdlesFlag, fmt.Sprintf("%d-%s-%s-%d.gob", k.Seed, h.Errand, kind, j.n)), b.Bytes(), 0o600)
		}
		if err != nil {
			w.Error(err)
		}
	}
	j.count(w.T, k)
}

// kept is a step of a walk: what was wanted of which page, and the node that is right.
type kept struct {
	Seed   uint64
	Lang   string
	Hurdle pages.Hurdle
	Page   snapshot.Page
	Right  int
}

// count judges a step. The caller holds the lock.
func (j *judged) count(t *testing.T, k kept) {
	ok, why, label := false, "is not seen", ""
	if k.Right >= 0 {
		ok, why = j.site.Judge(k.Hurdle, k.Page, k.Right)
		label = k.Page.Nodes[k.Right].Label()
	}
	kind, _, _ := strings.Cut(k.Hurdle.Mark, ":")
	key := k.Hurdle.Errand + " " + kind
	n := j.by[key]
	if n[1]++; ok {
		n[0]++
	} else {
		t.Logf("MISS %d %s %s “%s”: %s", k.Seed, k.Lang, key, label, why)
		j.missed[k.Seed] = true
	}
	j.seeds[k.Seed] = true
	j.by[key] = n
}

// tell tells how many steps of each kind were judged right.
func (j *judged) tell(t *testing.T) {
	right, all := 0, 0
	for _, key := range slices.Sorted(maps.Keys(j.by)) {
		n := j.by[key]
		t.Logf("%-24s %3d of %3d", key, n[0], n[1])
		right, all = right+n[0], all+n[1]
	}
	t.Logf("%d of %d steps; %d of %d seeds without a miss", right, all, len(j.seeds)-len(j.missed), len(j.seeds))
}

// TestHurdlesKept judges anew the steps that were kept in the folder of -hurdles, without a browser.
func TestHurdlesKept(t *testing.T) {
	if *hurdlesFlag == "" || *seedsFlag != "" {
		return
	}
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	j := newJudged(site)
	files, err := filepath.Glob(filepath.Join(*hurdlesFlag, "*.gob"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no steps in %s: %v", *hurdlesFlag, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var k kept
		if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&k); err != nil {
			t.Fatal(err)
		}
		j.count(t, k)
	}
	j.tell(t)
}

func newJudged(site *pages.Site) *judged {
	return &judged{site: site, now: map[uint64]pages.Hurdle{}, by: map[string][2]int{}, seeds: map[uint64]bool{}, missed: map[uint64]bool{}}
}

// nodeOf is the node of the element with mark, -1 if the page as it was read has none.
func (w *walker) nodeOf(p snapshot.Page, mark string) int {
	want, err := w.look(marked(mark))
	if err != nil || !want.Shown {
		return -1
	}
	var nodes []int
	var sights []browser.Locator
	for i, n := range p.Nodes {
		if n.Kind.Pressable() || n.Kind == snapshot.Field || n.Kind == snapshot.Password {
			nodes, sights = append(nodes, i), append(sights, browser.At(p, i))
		}
	}
	at, err := w.tab.Look(w.ctx, sights...)
	if err != nil {
		return -1
	}
	for k, s := range at {
		if s.Shown && s.Stamp == want.Stamp && s.Top == want.Top {
			return nodes[k]
		}
	}
	for k, s := range at {
		if s.Shown && s.Top == want.Top && strings.Contains(s.Text, want.Text) {
			return nodes[k]
		}
	}
	return -1
}

// TestHurdles walks through seeds and compares, at each step, what the program would do with what is right.
func TestHurdles(t *testing.T) {
	if *seedsFlag == "" {
		return
	}
	site, err := pages.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	j := newJudged(site)
	t.Cleanup(func() { j.tell(t) })
	for _, seed := range chosenSeeds(t, "3") {
		t.Run(seed.String(), func(t *testing.T) {
			t.Parallel()
			walk(t, uint64(seed), j.teller())
		})
	}
}

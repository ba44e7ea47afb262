package pages

import (
	"strings"
	"testing"

	"miacct/flow"
	"miacct/snapshot"
)

// What lies over a page and is not its matter is put away; what came with an act may be its answer and stays, as does
// what names a device, which the run may have opened itself. A page that only offers something is skipped.
func TestAside(t *testing.T) {
	run := (&run{WebDelete: &WebDelete{Site: load(t)}, known: devices{{ID: "1", Name: "Mi 9"}, {ID: "2", Name: "POCO F3"}}}).connect()
	page := func(at, lang, nodes string) snapshot.Page {
		return parse(t, "page \""+at+"\" title=\"Mi\" lang=\""+lang+"\"\nframe \""+at+"\" allowed\nlayer \"dialog\" modal\nlayer \"document\" box=0,0,1280,800\n"+nodes)
	}
	const home, account = "https://i.mi.com/", "https://account.xiaomi.com/fe/service/welcome"
	list := "- button \"Mi 9\" layer=1 for=\"native\"\n- button \"POCO F3\" layer=1 for=\"native\"\n"
	over := func(text, button string) string {
		return "- text \"" + text + "\" layer=0\n- button \"" + button + "\" layer=0 for=\"native\"\n"
	}
	for _, c := range []struct{ at, lang, nodes, want string }{
		{home, "en", list + over("Introducing albums", "Maybe later"), "Maybe later"},
		{home, "pt", list + over("Conheça os novos álbuns", "Agora não"), "Agora não"},
		{home, "th", list + over("อัลบั้มใหม่มาแล้ว", "ไว้ทีหลัง"), "ไว้ทีหลัง"},
		{home, "en", list + over("Mi 9", "Close"), ""},
		{home, "en", list + over("Delete your account?", "Not now"), ""},
		{home, "en", "- heading \"Add a recovery phone\" tag=\"h1\" layer=1\n- button \"Add\" layer=1 for=\"native\"\n- button \"Skip\" layer=1 for=\"native\"\n", ""}, // it may be a part of Mi Cloud
		{account, "en", "- heading \"Add a recovery phone\" tag=\"h1\" layer=1\n- button \"Add\" layer=1 for=\"native\"\n- button \"Skip\" layer=1 for=\"native\"\n", "Skip"},
		{account, "id", "- heading \"Tambahkan nomor telepon\" tag=\"h1\" layer=1\n- button \"Tambahkan\" layer=1 for=\"native\"\n- button \"Nanti saja\" layer=1 for=\"native\"\n", "Nanti saja"},
		{account, "en", "- heading \"Almost there\" tag=\"h1\" layer=1\n- button \"OK\" layer=1 for=\"native\"\n- button \"Skip\" layer=1 for=\"native\"\n", ""},
	} {
		p := page(c.at, c.lang, c.nodes)
		if m, ok := run.aside(flow.View{Page: p}); ok != (c.want != "") || m.Words != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.nodes, m.Words, c.want)
		}
	}
	before := page(home, "en", list)
	after := page(home, "en", list+over("We have your request", "Close"))
	if m, ok := run.aside(flow.Since(before, after, "press")); ok {
		t.Errorf("what came with an act is put away by %q", m.Words)
	}
	if m, ok := run.aside(flow.Opened(before, after)); ok {
		t.Errorf("what was opened is put away by %q", m.Words)
	}
	pressed := func(offer string) flow.View {
		p := parse(t, "page \""+home+"\" title=\"Mi\" lang=\"en\"\nframe \""+home+"\" allowed\nlayer \"dialog\" modal\nlayer \"dialog\"\nlayer \"document\" box=0,0,1280,800\n"+
			strings.ReplaceAll(list, "layer=1", "layer=2")+"- text \"Turn off Find Device?\" layer=1\n- button \"Turn off\" layer=1 for=\"native\"\n"+offer)
		v := flow.Since(before, p, "press")
		v.Committed = true
		return v
	}
	if m, ok := run.aside(pressed(over("Let it ring at full volume first, to be sure?", "Not now"))); !ok || m.Words != "Not now" {
		t.Errorf("what came over the question is put away by %q", m.Words)
	}
	if m, ok := run.aside(pressed(over("Are you sure?", "No"))); ok {
		t.Errorf("what asks about it is put away by %q", m.Words)
	}
	committed := flow.Since(before, page(home, "en", list+over("Let it ring at full volume first, to be sure?", "Not now")), "press")
	committed.Committed = true
	if m, ok := run.aside(committed); ok {
		t.Errorf("what may be the answer is put away by %q", m.Words)
	}
	if _, ok := run.aside(flow.View{Page: after}); !ok {
		t.Error("what was there before stays")
	}
}

package pages
import ("testing";"os";"strings";"fmt";"miacct/snapshot")
func TestZZ(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("ZZ")) {
	b, _ := os.ReadFile(f)
	_, s, _ := strings.Cut(string(b), "\n")
	p, err := snapshot.Parse(s)
	if err != nil { t.Fatal(err) }
	run := (&run{WebDelete: &WebDelete{Site: load(t)}}).connect()
	fd := run.find
	r := fd.readFindPage(p, nil, nil)
	fmt.Println(f, fd.isFindPage(p), fd.saysFind(p), run.atCloud(p), r.known, r.whole, r.err, r.devices.names(), "empty", fd.saysEmpty(matterOf(p)), "busy", p.Busy)
	for _, d := range strings.Split(os.Getenv("KNOWN"), "|") { if d != "" { run.known = append(run.known, Device{ID:d,Name:d,Located:true}) } }
	m := run.mine.readMine(p, nil)
	fmt.Printf("   mine heading %v apart %v known %v others %v loading %v empty %v none %v isList %v\n", m.heading, m.apart, len(m.known), len(m.others), m.loading, m.empty, m.none, m.isList(false))
	for _, o := range append(m.known, m.others...) { fmt.Printf("      %q %q\n", o.Name, o.Label) }
	}
}

package browser

import (
	"fmt"
	"testing"

	"miacct/snapshot"
)

// What stands below the heading of a device, or below the control that unfolds it, or beside a list in which it is chosen,
// is about that device, and nothing else is.
func TestAboutWhatStandsBelow(t *testing.T) {
	const act = `<button>Turn off</button>`
	list := `<ul><li><a href="/find?id=a11111">Mi 9</a><li><a href="/find?id=b22222">Redmi 12</a></ul>`
	choose := func(chosen string) string {
		return fmt.Sprintf(`<select><option value=a11111 %s>Mi 9</option><option value=b22222 %s>Redmi 12</option></select>`, map[bool]string{true: "selected"}[chosen == "Mi 9"], map[bool]string{true: "selected"}[chosen != "Mi 9"])
	}
	tabs := func(chosen string) string {
		return fmt.Sprintf(`<div role=tablist><button role=tab aria-selected=%v>Mi 9 <span>on</span></button><button role=tab aria-selected=%v>Redmi 12 <span>on</span></button></div>`, chosen == "Mi 9", chosen != "Mi 9")
	}
	radios := func(chosen string) string {
		return fmt.Sprintf(`<label><input type=radio name=d %s><b>Mi 9</b> online</label><label><input type=radio name=d %s><b>Redmi 12</b> online</label>`, map[bool]string{true: "checked"}[chosen == "Mi 9"], map[bool]string{true: "checked"}[chosen == "Redmi 12"])
	}
	s, ctx := visit(t, "changing.html", Options{})
	row := Row{Name: "Mi 9", Key: "a11111", Others: &Others{Names: []string{"Mi 9", "Redmi 12"}, Keys: []string{"a11111", "b22222"}}}
	for name, c := range map[string]struct {
		page string
		is   bool
	}{
		"its heading":             {list + `<h3>Mi 9</h3><p>Online</p>` + act, true},
		"another's heading":       {list + `<h3>Redmi 12</h3><p>Online</p>` + act, false},
		"the next section":        {list + `<h3>Mi 9</h3><button>Ring</button><h3>All devices</h3>` + act, false},
		"another is named there":  {list + `<h3>Mi 9</h3><p>Redmi 12</p>` + act, false},
		"another's key is there":  {list + `<h3>Mi 9</h3><a href="/off?id=b22222">More</a>` + act, false},
		"above the list":          {`<h3>Mi 9</h3>` + list + act, false},
		"unfolded":                {`<button aria-expanded=true>Mi 9 <span>online</span></button>` + act + `<button aria-expanded=false>Redmi 12 <span>online</span></button>`, true},
		"unfolded, and so called": {`<button aria-expanded=true><b>Mi 9</b> <span>online</span></button><div>` + act + `</div><button aria-expanded=false><b>Redmi 12</b></button>`, true},
		"below another's":         {`<button aria-expanded=true><b>Mi 9</b></button><div>Online</div><button aria-expanded=false><b>Redmi 12</b></button>` + act, false},
		"chosen":                  {choose("Mi 9") + `<p>Mi 9 · Online</p>` + act, true},
		"its tab":                 {tabs("Mi 9") + `<p>Seen 2 min ago</p>` + act, true},
		"another's tab":           {tabs("Redmi 12") + `<p>Seen 2 min ago</p>` + act, false},
		"its tab, another's name": {tabs("Mi 9") + `<p>Redmi 12</p>` + act, false},
		"its tab, another's key":  {tabs("Mi 9") + `<a href="/off?id=b22222">More</a>` + act, false},
		"keys of all":             {`<div data-k="a11111,b22222">` + tabs("Mi 9") + act + `</div>`, true},
		"its radio button":        {radios("Mi 9") + act, true},
		"another's radio button":  {radios("Redmi 12") + act, false},
		"no radio button":         {radios("") + act, false},
		"the other is chosen":     {choose("Redmi 12") + `<p>Redmi 12 · Online</p>` + act, false},
	} {
		eval[any](t, s, fmt.Sprintf("document.body.innerHTML = %q, 1", `<main style="height:700px;width:1200px">`+c.page+`</main>`))
		p, err := s.Settle(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range p.Nodes {
			if n.Kind != snapshot.Button || n.Label() != "Turn off" {
				continue
			}
			if at, err := look(s, ctx, At(p, i).About(row)); err != nil || at.Shown != c.is {
				t.Errorf("%s: it is about the device: %v, %v", name, at.Shown, err)
			}
		}
	}
}

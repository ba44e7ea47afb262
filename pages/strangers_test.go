package pages

import (
	"slices"
	"testing"

	"miacct/browser"
	"miacct/flow"
	"miacct/snapshot"
)

// A question that names another thing, though no list has told of it, is not about the device.
func TestAQuestionNamesAStranger(t *testing.T) {
	for _, c := range []struct {
		text, stranger string
		names          []string
	}{
		{"«Móvil de Marta (Redmi Note 13)» dejará de sincronizarse con tu cuenta.", "Móvil de Marta (Redmi Note 13)", []string{"Xiaomi TV Stick 4K"}},
		{"«Xiaomi TV Stick 4K» dejará de sincronizarse con tu cuenta.", "", []string{"Xiaomi TV Stick 4K"}},
		{"Remove Redmi Note 13 from your account?", "Redmi Note 13", []string{"Mi 9"}},
		{"Remove Redmi Note 13 from your account?", "", []string{"Redmi Note 13"}},
		{"Remove Redmi Note 13 Pro from your account?", "", []string{"Redmi Note 13 Pro 5G"}}, // said in short
		{"Remove “Kitchen” (Mi 9) from your account?", "", []string{"Kitchen"}},
		{"Turn off “Find Device”?", "", []string{"Mi 9"}},
		{"Press “Cancel” to keep it.", "", []string{"Mi 9"}},
		{"Remove “Zbigniew” from your account?", "Zbigniew", []string{"Mi 9"}},
		{"Remove “Redmi Note 13 Pro” from your account?", "Redmi Note 13 Pro", []string{"Redmi Note 13"}},
		{"Remove “Redmi Note 13” from your account?", "Redmi Note 13", []string{"Redmi Note 13 Pro"}},
		{"移除 小米13吗？", "", []string{"小米13"}},
		{"Redmi Note 13을 계정에서 삭제할까요?", "", []string{"Redmi Note 13"}},
		{"将“Redmi Note 13”从账号移除？", "Redmi Note 13", []string{"小米13"}},
		{"Remove Mi 9 SE from your account?", "Mi 9 SE", []string{"Mi 9"}},
		{"Remove your “Mi 9 (work)” from the account?", "", []string{"Mi 9"}},
		{"Non potrai più localizzare Redmi Note 13 Pro 5G se lo perdi.", "", []string{"Redmi Note 13 Pro 5G"}}, // "if", and no "SE"
		{"¿Desactivar Localizar en «El \"viejo\" Mi 9 📱»?", "", []string{"El \"viejo\" Mi 9 📱"}},
		{"¿Desactivar Localizar en «Redmi Note 13», y no en «El \"viejo\" Mi 9»?", "Redmi Note 13", []string{"El \"viejo\" Mi 9"}},
		{"Quitar Mi 9 a tu cuenta", "", []string{"Mi 9"}},
		{"Remove Redmi Note 13 pro from your account?", "Redmi Note 13", []string{"Redmi Note 13"}},
		{"Remove this device from your account?", "", []string{"Mi 9"}},
	} {
		if got := stranger([]string{c.text}, c.names); got != c.stranger {
			t.Errorf("%q, of %q, names %q, want %q", c.text, c.names, got, c.stranger)
		}
	}
}

const accordion = `page "https://i.mi.com/mine" title="Dispositivos" lang="es"
frame "https://i.mi.com/mine" allowed
layer "document" box=0,0,1280,800
- group role="main" tag="main"
  - heading "Dispositivos vinculados" level=1 tag="h1"
  - button "Móvil de Marta (Redmi Note 13)▴" tag="button" expanded=yes for="native"
  - text "Vinculado desde 2024" tag="p"
  - button "Desvincular" tag="button" for="native"
  - button "Xiaomi TV Stick 4K▾" tag="button" expanded=no for="native"
`

// What stands below the head of another thing that is unfolded is none of the device's, whatever was opened before.
func TestWhatAnotherHeadUnfolds(t *testing.T) {
	p := parse(t, accordion)
	row := browser.Row{Name: "Xiaomi TV Stick 4K", Others: &browser.Others{Names: []string{"Xiaomi TV Stick 4K"}}}
	unlink := slices.IndexFunc(p.Nodes, func(n snapshot.Node) bool { return n.Label() == "Desvincular" })
	if slices.Contains(placeOf(flow.View{Page: p}, row, true), unlink) {
		t.Error("it is taken for a place of the device")
	}
	row = browser.Row{Name: "Móvil de Marta (Redmi Note 13)", Others: &browser.Others{Names: []string{"Xiaomi TV Stick 4K", "Móvil de Marta (Redmi Note 13)"}}}
	if !slices.Contains(placeOf(flow.View{Page: p}, row, true), unlink) {
		t.Error("it is not its own thing's")
	}
}

// The heads of sections that stand in a box each are one list: a thing that only the others show to be a device is not left out.
func TestHeadsOfSectionsAreOneList(t *testing.T) {
	p := parse(t, `page "https://i.mi.com/find" title="Encontrar móvil" lang="es"
frame "https://i.mi.com/find" allowed
layer "document" box=0,0,1280,800
- heading "Encontrar móvil" level=1 tag="h1"
- button "Móvil de Marta (Redmi Note 13)▾" tag="button" expanded=no for="native"
- button "POCO F5▾" tag="button" expanded=no for="native"
- button "Redmi 12C de Nico — compartido contigo▾" tag="button" expanded=no for="native"
`)
	p.Tree = []snapshot.Element{{Parent: -1, Tag: "main", Node: -1}}
	for i := range p.Nodes {
		p.Nodes[i].Ref.Node = int64(i + 1)
		if p.Nodes[i].Kind == snapshot.Button {
			box := len(p.Tree)
			p.Tree = append(p.Tree, snapshot.Element{Parent: 0, Tag: "section", Node: -1, Ref: snapshot.Ref{Node: int64(100 + i)}},
				snapshot.Element{Parent: box, Tag: "button", Node: i, Ref: p.Nodes[i].Ref})
		}
	}
	m := matterOf(p)
	m.find = true
	var names []string
	for _, e := range m.devices() {
		names = append(names, e.Name)
	}
	if len(names) != 3 || names[0] != "Móvil de Marta (Redmi Note 13)" {
		t.Errorf("the list has %q", names)
	}
}

package browser

import (
	"bytes"
	"image/png"
	"testing"

	"miacct/mockcloud"
)

// boxes are where a word stands on the page, as the page itself sees it: x, y, width, height.
const boxes = `(word => {
	const all = [];
	const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n = w.nextNode(); n; n = w.nextNode())
		for (let i = n.data.indexOf(word); i >= 0; i = n.data.indexOf(word, i + 1)) {
			const r = new Range();
			r.setStart(n, i); r.setEnd(n, i + word.length);
			for (const b of r.getClientRects()) if (b.width > 4 && b.height > 4 && b.right < innerWidth && b.bottom < innerHeight) all.push([b.x, b.y, b.width, b.height]);
		}
	return all;
})`

// Wherever a page of the mock cloud shows who is signed in, the picture is black.
func TestPicturesOfACloudHideItsAccount(t *testing.T) {
	who := mockcloud.Account{ID: "6203401187", Email: "alice@example.com", Phone: "+12025550147", Password: "correct-Horse7", Nick: "Alicia"}
	cloud, err := mockcloud.Start(mockcloud.Options{State: mockcloud.State{Account: mockcloud.Account{ID: "1", Email: "b@example.com"}, Other: who}})
	if err != nil {
		t.Fatal(err)
	}
	defer cloud.Close()
	s, err := Open(t.Context(), Options{Mock: cloud.Addr()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Hide(who.ID, who.Nick)
	seen := map[string]int{}
	for _, address := range []string{
		"https://account.xiaomi.com/fe/service/account", "https://account.xiaomi.com/pass/del", "https://i.mi.com/",
	} {
		do(t, s, t.Context(), Goto(address))
		if _, err := s.Settle(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		raw, err := picture(s, t.Context())
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{who.ID, who.Nick} {
			for _, b := range eval[[][4]float64](t, s, boxes+`("`+word+`")`) {
				seen[word]++
				light := 0
				for y := int(b[1]) + 2; y < int(b[1]+b[3])-2; y++ {
					for x := int(b[0]) + 2; x < int(b[0]+b[2])-2; x++ {
						if r, g, b, _ := img.At(x, y).RGBA(); r+g+b > 0 {
							light++
						}
					}
				}
				if light > 0 {
					t.Errorf("%s shows %q at %.0f: %d pixels are not black", address, word, b, light)
				}
			}
		}
	}
	if seen[who.ID] == 0 || seen[who.Nick] == 0 {
		t.Errorf("the pages showed %v, so that the test means nothing", seen)
	}
}

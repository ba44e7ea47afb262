package pages

import (
	"slices"
	"strings"
	"testing"

	"miacct/browser"
	"miacct/intent"
)

const listOfTwo = `{"result":"ok","code":0,"data":{"completeUserIds":[1],"familyInfo":[{"userId":77,"nickname":"Ann"}],"deviceList":[
{"fid":"f1","userId":"1","isSelfDevice":true,"componentModelInfo":{"0":{"modelName":{"defaultName":"{\"modelName\":\"Mi 9\"}","zhCN":"小米9"}}}},
{"fid":"f2","userId":77,"isSelfDevice":false,"componentModelInfo":{"0":{"modelName":{"defaultName":"Redmi Note 12"}}}}]}}`

// parsed is one answer, read as that of account 1.
func parsed(body []byte) (devices, error) { return unite([][]byte{body}, "1") }

func TestParseDeviceList(t *testing.T) {
	ds, err := parsed([]byte(listOfTwo))
	if err != nil || len(ds) != 2 {
		t.Fatal(ds, err)
	}
	if d := ds[0]; d.ID != "f1" || d.Name != "Mi 9" || !d.Own() || !d.Located {
		t.Errorf("%+v", d)
	}
	if d := ds[1]; d.ID != "f2" || d.Name != "Redmi Note 12" || d.Ownership.Whose != Other || d.Owner != "Ann" || !d.Located {
		t.Errorf("%+v", d)
	}
}

// Whose a device is needs two fields that agree; a missing one, or one that disagrees, makes it unknown.
func TestOwnershipNeedsTwoSources(t *testing.T) {
	const f1 = `"fid":"f1","userId":"1","isSelfDevice":true`
	const f2 = `"fid":"f2","userId":77,"isSelfDevice":false`
	for _, tt := range []struct {
		name, old, new string
		want           [2]Whose
	}{
		{"as it is", "", "", [2]Whose{Own, Other}},
		{"own flag missing", f1, `"fid":"f1","userId":"1"`, [2]Whose{Unknown, Other}},
		{"own flag null", f1, `"fid":"f1","userId":"1","isSelfDevice":null`, [2]Whose{Unknown, Other}},
		{"own flag false", f1, `"fid":"f1","userId":"1","isSelfDevice":false`, [2]Whose{Unknown, Other}},
		{"user ID missing", f1, `"fid":"f1","isSelfDevice":true`, [2]Whose{Unknown, Other}},
		{"user ID null", f1, `"fid":"f1","userId":null,"isSelfDevice":true`, [2]Whose{Unknown, Other}},
		{"user ID of another", f1, `"fid":"f1","userId":"12","isSelfDevice":true`, [2]Whose{Unknown, Other}},
		{"user ID as a number", f1, `"fid":"f1","userId":1,"isSelfDevice":true`, [2]Whose{Own, Other}},
		{"flag true for the family's", f2, `"fid":"f2","userId":77,"isSelfDevice":true`, [2]Whose{Own, Unknown}},
		{"the family's with our ID", f2, `"fid":"f2","userId":1,"isSelfDevice":false`, [2]Whose{Own, Unknown}},
		{"nothing of the second", f2, `"fid":"f2"`, [2]Whose{Own, Unknown}},
		{"another's who is not in the family", f2, `"fid":"f2","userId":78,"isSelfDevice":false`, [2]Whose{Own, Other}},
		{"the account itself in the family table", `"userId":77,"nickname"`, `"userId":1,"nickname"`, [2]Whose{Own, Other}},
	} {
		ds, err := parsed([]byte(strings.Replace(listOfTwo, tt.old, tt.new, 1)))
		if err != nil || len(ds) != 2 || ds[0].Ownership.Whose != tt.want[0] || ds[1].Ownership.Whose != tt.want[1] {
			t.Errorf("%s: %+v, %v", tt.name, ds, err)
		}
		for _, d := range ds {
			if d.Ownership.Whose == Unknown && d.Ownership.Why == "" {
				t.Errorf("%s: it is not said why it is not known", tt.name)
			}
		}
	}
}

// All answers count: what one of them holds is there, and what they say differently is not known.
func TestAnswersAreUnited(t *testing.T) {
	const empty, failed = `{"code":0,"data":{"deviceList":[]}}`, `{"code":500,"result":"error"}`
	other := strings.Replace(listOfTwo, "f1", "f3", 1)
	renamed := strings.NewReplacer("Mi 9", "Redmi Note 12", "小米9", "x", "Redmi Note 12", "Mi 9").Replace(listOfTwo)
	unflagged := strings.ReplaceAll(listOfTwo, "true", "false")
	for _, tt := range []struct {
		name   string
		bodies []string
		want   string // the devices and whose they are; "error"
	}{
		{"twice the same", []string{listOfTwo, listOfTwo}, "f1 own f2 other"},
		{"an empty one first", []string{empty, listOfTwo}, "f1 own f2 other"},
		{"an empty one last", []string{listOfTwo, empty}, "f1 own f2 other"},
		{"a failed one first", []string{failed, listOfTwo}, "f1 own f2 other"},
		{"a failed one last", []string{listOfTwo, failed}, "error"},
		{"other devices", []string{listOfTwo, other}, "f1 own f2 other f3 own"},
		{"other names", []string{listOfTwo, renamed}, "f1  f2 "},
		{"another flag", []string{listOfTwo, unflagged}, "f1  f2 other"},
		{"none", nil, ""},
	} {
		var bodies [][]byte
		for _, b := range tt.bodies {
			bodies = append(bodies, []byte(b))
		}
		ds, err := unite(bodies, "1")
		var got []string
		for _, d := range ds {
			got = append(got, d.ID+" "+string(d.Ownership.Whose))
		}
		slices.Sort(got)
		is := strings.Join(got, " ")
		if err != nil {
			is = "error"
		}
		if is != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.name, is, err, tt.want)
		}
	}
}

func TestWordsOfAnotherOwner(t *testing.T) {
	site, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Bob's device": true, "Bob’s phone": true, "Shared by Bob": true, "Redmi 9 (Family member)": true, "Family devices": true,
		"Член семьи": true, "Familienmitglied": true, "membre de la famille": true, "Familiare": true, "Membro familiar": true,
		"Člen rodiny": true, "член родини": true, "Aile üyesi": true, "家族のメンバー": true, "가족 멤버": true, "Membrul familiei": true,
		"Thành viên gia đình": true, "家庭成员：Bob": true, "Redmi 9 · Robert": true,
		"Redmi 9": false, "M2004J19G": false, "Online": false, "It's online": false, "Last seen 3 minutes ago": false, "My devices": false,
		"我的设备": false, "All devices": false, "Find device is on": false, "Xiaomi's newest": false, "Familiar Sound": false, "": false,
	} {
		if got, _ := site.Words.another([]string{text}, "Redmi 9", []string{"Robert"}); (got != "") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	twin := "23021RAA2Y · Owner: Lena Hale (family member) · Serial number: 9C77-02"
	if got, _ := site.Words.another([]string{twin}, twin, nil); got != twin {
		t.Errorf("of what it is called by, and what stands there of its owner: %q", got)
	}
	if got, _ := site.Words.another([]string{"23021RAA2Y · Owner: you · Serial number: 4F20-81"}, "23021RAA2Y · Owner: you · Serial number: 4F20-81", nil); got != "" {
		t.Errorf("of one's own: %q", got)
	}
	if got, _ := site.Words.another([]string{"Bob's phone"}, "Bob's phone", nil); got != "" {
		t.Error("the device's own name is taken for words about its owner")
	}
}

func TestQuestionsThatSayMore(t *testing.T) {
	site, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	others, members := []string{"Mi 9", "Mi 9 SE", "POCO F3"}, []string{"Bob"}
	for text, want := range map[string]bool{
		"Turn off Find device?\nIt is turned off for ALL phones of your family group, Bob's too, and they are erased.": true,
		"All your devices are affected.":                                                     true,
		"The data on this phone will be erased.":                                             true,
		"This also turns off POCO F3.":                                                       true,
		"Mi 9 and Mi 9 SE are turned off":                                                    true,
		"It is not only turned off here: every device is reset":                              true,
		"The phone is reset to factory settings":                                             true,
		"将抹掉此设备上的数据":                                                                         true,
		"Alle Geräte werden abgemeldet":                                                      true,
		"Les données seront effacées":                                                        true,
		"You won't be able to use it, but all phones are erased":                             true,
		"Turn off Find device? OK Cancel Mi 9":                                               false,
		"You won't be able to locate, lock or erase this phone any more.":                    false,
		"Mi 9 will disappear from your map. Anyone who picks it up could reset it.":          false,
		"You cannot erase the data on it remotely":                                           false,
		"关闭查找设备后，将无法定位、锁定或抹掉此设备":                                                             false,
		"Wenn du Gerät finden ausschaltest, kannst du es nicht mehr orten oder zurücksetzen": false,
		"After device is removed, it will be signed out of your Mi Account automatically. You won't be able use this device to access the photos, messages, or other content stored in your account.": false,
		"People with whom you share location won't be able to receive updates on your whereabouts as well.":                                                                                           false,
	} {
		asked := intent.ReadNative(text, "", intent.Target{Do: intent.TurnOff, Of: intent.FindDevice, Item: "Mi 9", Others: others})
		got := strings.Join(append(asked.More, site.Words.saysMore(strings.Split(text, "\n"), "Mi 9", others, members)), "")
		if (got != "") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestDeviceListThatIsNoListIsAnError(t *testing.T) {
	for name, body := range map[string]string{
		"session ended":    `{"code":401,"description":"login"}`,
		"no data":          `{"code":0,"result":"ok"}`,
		"no list":          `{"code":0,"data":{}}`,
		"html":             `<!doctype html>`,
		"cut":              listOfTwo[:len(listOfTwo)-5],
		"twice the same":   strings.Replace(listOfTwo, `"f2"`, `"f1"`, 1),
		"no identifier":    strings.Replace(listOfTwo, `"f2"`, `""`, 1),
		"empty":            ``,
		"list is a number": `{"code":0,"data":{"deviceList":5}}`,
	} {
		if ds, err := parsed([]byte(body)); err == nil {
			t.Errorf("%s: taken for the list %+v", name, ds)
		}
	}
}

func TestEmptyDeviceListIsAList(t *testing.T) {
	ds, err := parsed([]byte(`&&&START&&&{"code":0,"data":{"deviceList":[]}}`))
	if err != nil || len(ds) != 0 {
		t.Errorf("%v, %v", ds, err)
	}
}

func TestRowTellsADeviceFromAllOthers(t *testing.T) {
	ds := devices{{ID: "a", Name: "Mi 9"}, {ID: "b", Name: "Mi 9"}, {ID: "c", Name: "Mi 9 SE"}}
	r := ds.row(ds[2])
	if r.Twin {
		t.Errorf("%+v is taken for a twin", r)
	}
	if r = ds.row(ds[0]); !r.Twin || r.Name != "Mi 9" || r.Key != "a" || len(r.Others.Names) != 3 || r.Others.Names[2] != "Mi 9 SE" {
		t.Errorf("%+v", r)
	}
}

func FuzzParseDeviceList(f *testing.F) {
	f.Add([]byte(listOfTwo))
	f.Add([]byte(`{"code":0,"data":{"deviceList":[{"fid":"x"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		ds, err := parsed(body)
		if err != nil && len(ds) > 0 {
			t.Errorf("a list and an error: %v", err)
		}
		for _, d := range ds {
			if d.ID == "" {
				t.Error("a device without identifier")
			}
		}
	})
}

// Names that the page cannot tell from each other are twins, also if their letters differ.
func TestNamesThatLookAlikeAreTwins(t *testing.T) {
	for _, other := range []string{"Mi 9", "MI  9", "mi\u200b 9", "Ｍｉ ９", "Mi 9\ufffd", "Mi\x1b 9"} {
		ds := devices{{ID: "1", Name: "Mi 9"}, {ID: "2", Name: other}}
		if r := ds.row(ds[0]); !r.Twin {
			t.Errorf("%q: %+v", other, r)
		}
	}
	ds := devices{{ID: "1", Name: "Mi 9"}, {ID: "2", Name: "Mi 9T"}}
	if r := ds.row(ds[0]); r.Twin {
		t.Errorf("Mi 9T: %+v", r)
	}
}

// A device that Find Device lists by its name and its state is the one that My Devices lists by its name.
func TestOneDeviceReadTwice(t *testing.T) {
	for found, want := range map[string]bool{
		"Xiaomi 13 Lite Trova dispositivo attivo": true,
		"Xiaomi 13 Lite Find Device is on":        true,
		"Xiaomi 13 Lite 查找设备已开启":                  true,
		"Xiaomi 13 Lite Pro":                      false,
		"Xiaomi 13 Lite 5G":                       false,
		"Xiaomi 13":                               false,
	} {
		ds := devices{{Name: found, Located: true}, {Name: "Xiaomi 13 Lite", Listed: true}}
		if long, _ := ds.readTwice(); (long != "") != want {
			t.Errorf("%q: taken for one device %v", found, long != "")
		}
	}
	for listed, want := range map[string]bool{"Xiaomi 14 Ref. A-7741": true, "Xiaomi 14 (8 GB)": true, "Xiaomi 14 865412030412345": true, "Xiaomi 14 Ultra": false, "Xiaomi 14T": false, "Redmi 9": false} {
		ds := devices{{Name: "Xiaomi 14", Located: true}, {Name: listed, Listed: true}}
		if long, _ := ds.readTwice(); (long != "") != want {
			t.Errorf("listed as %q: taken for one device %v", listed, long != "")
		}
	}
}

// Words that say that a device is the reader's, and no more, in any of the parts of a line.
func TestYours(t *testing.T) {
	words := load(t).Words
	for text, want := range map[string]bool{
		"Yours · Find Device is on":              true,
		"Dein Gerät · Gerät finden ist an":       true,
		"Appareil vous appartenant":              true,
		"Este aparelho é seu":                    true,
		"Proprietario: Giulia Ferrari (lei).":    true,
		"This phone is yours":                    true,
		"Owner: you":                             true,
		"Это устройство ваше":                    true,
		"本人设备":                                   true,
		"Otto's phone (family), not yours":       false,
		"Gehört Jonas (Familie)":                 false,
		"Shared with you":                        false,
		"Your family's phone":                    false,
		"Is this your phone?":                    false,
		"Yours to find, not yours to remove":     false,
		"Used by Bob and you":                    false,
		"Find Device is on · last used by Maria": false,
	} {
		if got := words.yours([]string{text}) != ""; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// The name of its owner speaks against a device only if it is not the account's own; a name is never a proof for it.
func TestTheOwnersOwnName(t *testing.T) {
	who := account{ID: "1", page: browser.Folded("Ingrid Solberg, Mi ID 6210457839")}
	flags := []Claim{{Source: "the own flag", Own: true}, {Source: "the user ID", Own: true}}
	named := func(name string) Claim { return Claim{Source: "the name of its owner, " + name, Owner: name} }
	for _, tt := range []struct {
		claims []Claim
		doubt  string
		want   Whose
	}{
		{append(slices.Clone(flags), named("Ingrid Solberg")), "", Own},
		{append(slices.Clone(flags), named("Emil")), "", Unknown},
		{[]Claim{{Source: "the own flag", Own: true}, named("Ingrid Solberg")}, "", Unknown},
		{[]Claim{named("Ingrid Solberg")}, "", Unknown},
		{append(slices.Clone(flags), named("Ingrid Solberg")), "two names", Unknown},
	} {
		o := ownership(tt.claims, nil)
		o.Doubt = tt.doubt
		if got := o.without(who.isNamed); got.Whose != tt.want {
			t.Errorf("%v: %q, want %q", tt.claims, got.Whose, tt.want)
		}
	}
	if o := (Ownership{Doubt: "two names"}).with(flags...); o.Whose != Unknown || o.Why != "two names" {
		t.Errorf("a doubt is forgotten: %+v", o)
	}
}

// What an answer of the site says in place of an owner's name may be that the device is the reader's.
func TestAnOwnerThatIsTheReader(t *testing.T) {
	words := load(t).Words
	for owner, own := range map[string]bool{"Your device": true, "You": true, "Dein Gerät": true, "您的设备": true, "Bob": false, "Marta Lind (ID 6400218837)": false} {
		o := ownership([]Claim{{Source: "the name of its owner", Owner: owner}}, nil).read(words).with(Claim{Source: "the page", Own: true, Words: true})
		if got := o.Whose == Own; got != own {
			t.Errorf("%q: own %v: %s", owner, got, o.Why)
		}
	}
}

// Names alone make devices another's only where something tells that another is the account's own.
func TestNamesOfOwnersAlone(t *testing.T) {
	named := func(owner string) Device {
		o := ownership([]Claim{{Source: "the name of its owner", Owner: owner}, {Source: "the page", Words: true, Owner: owner}}, nil)
		return Device{Name: owner + "'s", Owner: owner, Located: true, Ownership: o}
	}
	own := Device{Name: "Mi 9", Located: true, Ownership: Ownership{Whose: Own}}
	family := Device{Name: "Mi 10", Owner: "Bob", Located: true, Ownership: ownership([]Claim{{Source: "the own flag"}, {Source: "the user ID"}}, nil)}
	for what, c := range map[string]struct {
		ds   devices
		want Whose
	}{
		"one of its own":    {devices{named("Bob"), own}, Other},
		"none of its own":   {devices{named("Bob"), named("Anna")}, Unknown},
		"fields say it too": {devices{family}, Other},
	} {
		if c.ds.doubtNames(); c.ds[0].Ownership.Whose != c.want {
			t.Errorf("%s: %q", what, c.ds[0].Ownership.Whose)
		}
	}
	if got := (devices{named("Anna"), named("Anna")}).members(); len(got) > 0 {
		t.Errorf("a name that all bear tells %q from others", got)
	}
	if got := (devices{named("Bob"), own}).members(); len(got) != 1 {
		t.Errorf("members are %q", got)
	}
}

// "Marge's Note" may be the account's own, whatever its holder is called; a second source, or words of the family, tell.
func TestAPossessiveIsNoMoreThanAName(t *testing.T) {
	words := load(t).Words
	claimed := func(text string) Ownership {
		said, member := words.another([]string{text}, "Redmi Note 12", nil)
		return ownership([]Claim{{Source: "the page with the words " + said, Words: true, Owner: member}}, nil)
	}
	if o := claimed("Marge's Note"); o.Whose != Unknown {
		t.Errorf("a possessive alone: %q", o.Whose)
	}
	if o := claimed("Marge's Note").with(Claim{Source: "the user ID"}); o.Whose != Other {
		t.Errorf("with a user ID: %q", o.Whose)
	}
	if o := claimed("Family member"); o.Whose != Other {
		t.Errorf("words of the family: %q", o.Whose)
	}
}

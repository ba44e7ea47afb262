package pages

import (
	"strings"
	"testing"
)

const listOfTwo = `{"result":"ok","code":0,"data":{"completeUserIds":[1],"familyInfo":[{"userId":77,"nickname":"Ann"}],"deviceList":[
{"fid":"f1","userId":"1","isSelfDevice":true,"componentModelInfo":{"0":{"modelName":{"defaultName":"{\"modelName\":\"Mi 9\"}","zhCN":"小米9"}}}},
{"fid":"f2","userId":77,"isSelfDevice":false,"componentModelInfo":{"0":{"modelName":{"defaultName":"Redmi Note 12"}}}}]}}`

func TestParseDeviceList(t *testing.T) {
	ds, err := parseDeviceList([]byte(listOfTwo))
	if err != nil {
		t.Fatal(err)
	}
	want := devices{
		{ID: "f1", Name: "Mi 9", Own: true, Located: true},
		{ID: "f2", Name: "Redmi Note 12", Owner: "Ann", Located: true},
	}
	if len(ds) != 2 || ds[0] != want[0] || ds[1] != want[1] {
		t.Errorf("%+v", ds)
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
		if ds, err := parseDeviceList([]byte(body)); err == nil {
			t.Errorf("%s: taken for the list %+v", name, ds)
		}
	}
}

func TestEmptyDeviceListIsAList(t *testing.T) {
	ds, err := parseDeviceList([]byte(`&&&START&&&{"code":0,"data":{"deviceList":[]}}`))
	if err != nil || len(ds) != 0 {
		t.Errorf("%v, %v", ds, err)
	}
}

func TestRowTellsADeviceFromAllOthers(t *testing.T) {
	ds := devices{{ID: "a", Name: "Mi 9"}, {ID: "b", Name: "Mi 9"}, {ID: "c", Name: "Mi 9 SE"}}
	r := ds.row(ds[0])
	if r = ds.row(ds[2]); r.Twin {
		t.Errorf("%+v is taken for a twin", r)
	}
	if r = ds.row(ds[0]); !r.Twin || r.Name != "Mi 9" || r.Key != "a" || len(r.Rest) != 1 || r.Rest[0] != "Mi 9 SE" {
		t.Errorf("%+v", r)
	}
}

func FuzzParseDeviceList(f *testing.F) {
	f.Add([]byte(listOfTwo))
	f.Add([]byte(`{"code":0,"data":{"deviceList":[{"fid":"x"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		ds, err := parseDeviceList(body)
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
		if r := ds.row(ds[0]); !r.Twin || len(r.Rest) > 0 {
			t.Errorf("%q: %+v", other, r)
		}
	}
	ds := devices{{ID: "1", Name: "Mi 9"}, {ID: "2", Name: "Mi 9T"}}
	if r := ds.row(ds[0]); r.Twin || len(r.Rest) != 1 {
		t.Errorf("Mi 9T: %+v", r)
	}
}

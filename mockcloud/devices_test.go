package mockcloud

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

const (
	offURL  = "https://i.mi.com/find/v2/device/service/close"
	listURL = "https://i.mi.com/find/v3/device/status/list"
)

func (v *visit) findList() (list []map[string]any) {
	v.Helper()
	for _, d := range v.get(listURL)["data"].(map[string]any)["deviceList"].([]any) {
		list = append(list, d.(map[string]any))
	}
	return list
}

func TestFindListHasTheSitesEnvelope(t *testing.T) {
	v := begin(t, "family")
	v.signIn()
	got := v.get(listURL)
	if got["result"] != "ok" || got["code"] != 0.0 {
		t.Fatalf("the list is %v", got)
	}
	own := 0
	for i, d := range v.findList() {
		var name struct{ ModelName string }
		model := d["componentModelInfo"].(map[string]any)["0"].(map[string]any)["modelName"].(map[string]any)
		if err := json.Unmarshal([]byte(model["defaultName"].(string)), &name); err != nil {
			t.Errorf("the device's name is no JSON in a string: %v", err)
		}
		if want := v.cloud.State().Devices[i]; name.ModelName != want.Name || d["fid"] != want.FID || d["isSelfDevice"] != want.Own {
			t.Errorf("device %d is %v, want %+v", i, d, want)
		}
		if d["isSelfDevice"] == true {
			own++
		}
	}
	if family := got["data"].(map[string]any)["familyInfo"].([]any); own != 2 || len(family) != 2 {
		t.Errorf("%d own devices and %d of the family, want 2 and 2", own, len(family))
	}
}

// A second act on the same thing is carried out again, and counted again.
func TestActsAreCountedEachTime(t *testing.T) {
	v := begin(t, "plain")
	v.signIn()
	remove := "https://i.mi.com/status/" + v.cloud.secret("list") + "/delete"
	for range 2 {
		v.post(offURL, "targetFid", "f0001")
		v.post(remove, "key", "f0001")
		v.post("https://i.mi.com/find/v2/device/command/send", "targetFid", "f0002", "commandType", "6")
	}
	n := v.cloud.State().Counts
	for _, act := range []string{"find-off:f0001", "remove:f0001", "ring:f0002"} {
		if n[act] != 2 {
			t.Errorf("%s was counted %d times, want 2", act, n[act])
		}
	}
	if d := v.cloud.State().Devices; d[0].FindOn || !d[0].Removed || !d[1].FindOn || d[1].Removed {
		t.Errorf("the devices are %+v", d)
	}
}

func TestActsNeedTheSessionsToken(t *testing.T) {
	v := begin(t, "plain")
	v.signIn()
	remove := "https://i.mi.com/status/" + v.cloud.secret("list") + "/delete"
	for _, address := range []string{offURL, remove} {
		r, err := v.client.PostForm(address, url.Values{"targetFid": {"f0001"}, "key": {"f0001"}, "serviceToken": {"made-up"}})
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
	}
	stranger := &visit{T: t, cloud: v.cloud, client: browserOf(t, v.cloud)}
	if got := stranger.post(offURL, "targetFid", "f0001"); got["code"] != 401.0 {
		t.Errorf("a stranger turning Find Device off got %v", got)
	}
	if d := v.cloud.State().Devices[0]; !d.FindOn || d.Removed {
		t.Errorf("the device is %+v", d)
	}
}

func TestRefusalsOfTurningOff(t *testing.T) {
	for _, x := range []struct {
		scenario, fid, password string
		code                    float64
	}{
		{"password-changed", "f0001", "", 60002},
		{"network-error", "f0001", "", 60003},
		{"offline-device", "f0002", "", 60001},
		{"offline-device", "f0001", "", 0},
		{"password-again", "f0001", "", 70016},
		{"password-again", "f0001", "wrong", 70016},
		{"password-again", "f0001", alice.Password, 0},
		{"plain", "f9999", "", 10017},
	} {
		v := begin(t, x.scenario)
		v.signIn()
		if got := v.post(offURL, "targetFid", x.fid, "password", x.password); got["code"] != x.code {
			t.Errorf("%s, %s: %v, want code %v", x.scenario, x.fid, got, x.code)
		}
		if n := v.cloud.State().Counts["find-off:"+x.fid]; n != 0 && x.code != 0 || n != 1 && x.code == 0 {
			t.Errorf("%s, %s: carried out %d times", x.scenario, x.fid, n)
		}
	}
}

func TestOffIsShownLateOrNotAtAll(t *testing.T) {
	v := begin(t, "off-is-late")
	v.signIn()
	v.post(offURL, "targetFid", "f0001")
	for i, want := range []float64{1, 0} {
		if got := v.findList()[0]["status"]; got != want {
			t.Errorf("look %d after it was turned off shows status %v, want %v", i+1, got, want)
		}
	}
	v = begin(t, "off-is-gone")
	v.signIn()
	v.post(offURL, "targetFid", "f0001")
	if n := len(v.findList()); n != 2 {
		t.Errorf("%d devices in the list, want 2", n)
	}
}

// myDevices reads the whole list as one who scrolls does, and how many answers it took.
func (v *visit) myDevices() (keys []string, looks int) {
	v.Helper()
	for more := true; more; looks++ {
		after := ""
		if len(keys) > 0 {
			after = keys[len(keys)-1]
		}
		data := v.get("https://i.mi.com/status/" + v.cloud.secret("list") + "?after=" + after)["data"].(map[string]any)
		for _, d := range data["list"].([]any) {
			keys = append(keys, d.(map[string]any)["key"].(string))
		}
		more = data["more"] == true
	}
	return keys, looks
}

func TestFiftyDevicesComeTenAtATime(t *testing.T) {
	v := begin(t, "fifty-devices")
	v.signIn()
	keys, looks := v.myDevices()
	if len(keys) != 50 || looks != 5 {
		t.Errorf("%d devices in %d answers, want 50 in 5", len(keys), looks)
	}
	seen := map[string]bool{}
	for _, k := range keys {
		seen[k] = true
	}
	if len(seen) != 50 {
		t.Errorf("%d different devices, want 50", len(seen))
	}
	names := map[string]bool{}
	for _, d := range v.cloud.State().Devices {
		names[d.Name] = true
	}
	if len(names) != 50 {
		t.Errorf("%d different names, want 50", len(names))
	}
}

func TestFamilyInMyDevices(t *testing.T) {
	for knob, want := range map[string]int{"": 4, "none": 2, "section": 2} {
		v := begin(t, "family", func(s *State) { s.Knobs.Family = knob })
		v.signIn()
		if keys, _ := v.myDevices(); len(keys) != want {
			t.Errorf("family %q: %d devices in the list, want %d", knob, len(keys), want)
		}
	}
}

func TestLostSessionSendsToSignIn(t *testing.T) {
	v := begin(t, "session-lost")
	v.signIn()
	if _, at := v.open("https://i.mi.com/find"); at.Path != "/find" {
		t.Fatalf("the Find page is at %s", at)
	}
	got := v.get(listURL)
	if got["code"] != 401.0 {
		t.Fatalf("the list without a session is %v", got)
	}
	where := got["D"].(map[string]any)["loginUrl"].(string)
	if _, at := v.open(where); at.Path != "/fe/service/login/password" {
		t.Errorf("the way back in leads to %s", at)
	}
	v.signIn()
	if n := len(v.findList()); n != 3 {
		t.Errorf("after signing in again %d devices, want 3", n)
	}
}

func TestLockStatusNeedsNoSession(t *testing.T) {
	v := begin(t, "already-off")
	for fid, want := range map[string]bool{"f0001": true, "f0002": false} {
		got := v.get("https://i.mi.com/support/anonymous/status?id=" + fid)["data"].(map[string]any)
		if got["locked"] != want {
			t.Errorf("%s is locked: %v, want %v", fid, got["locked"], want)
		}
		if mail, shown := got["email"]; shown && strings.Contains(mail.(string), alice.Email) {
			t.Error("a stranger is told the whole mail address")
		}
	}
}

func TestOtherMiCloudHost(t *testing.T) {
	v := begin(t, "plain")
	data := v.get("https://us.i.mi.com/api/user/login?followUp=https://us.i.mi.com/find")["data"].(map[string]any)
	_, at := v.open(data["loginUrl"].(string))
	got := v.post("https://account.xiaomi.com/pass/serviceLoginAuth2", "user", alice.ID, "pwd", alice.Password,
		"sid", at.Query().Get("sid"), "callback", at.Query().Get("callback"))
	if _, at := v.open(got["location"].(string)); at.String() != "https://us.i.mi.com/find" {
		t.Errorf("signing in on us.i.mi.com leads to %s", at)
	}
}

package trail

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// What stands in the path of an address can name the person, or be as good as their sign-in.
func TestAddressesKeepOnlyPlainPaths(t *testing.T) {
	for in, want := range map[string]string{
		"https://account.xiaomi.com/fe/service/account/alice%40example.com/home;jsessionid=0A1B2C": "https://account.xiaomi.com/fe/service/account/…/…",
		"https://account.xiaomi.com/u/6203401187/devices":                                          "https://account.xiaomi.com/u/…/devices",
		"https://account.xiaomi.com/u/alice@example.com":                                           "https://account.xiaomi.com/u/…",
		"https://i.mi.com/s/eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2lnbmF0dXJl/x":                       "https://i.mi.com/s/…/x",
		"https://i.mi.com/s/9f86d081884c7d659a2feaa0c55ad015/x":                                    "https://i.mi.com/s/…/x",
		"https://i.mi.com/s/123-45-678":                                                            "https://i.mi.com/s/…",
		"https://i.mi.com/s/kqzvtrwxpmlbdfghjcnsyq":                                                "https://i.mi.com/s/…",
		"https://user:secret@i.mi.com/mobile/find?token=a#b":                                       "https://i.mi.com/mobile/find",
		"https://account.xiaomi.com/pass/serviceLoginAuth2":                                        "https://account.xiaomi.com/pass/serviceLoginAuth2",
		"https://i.mi.com/fe/service/account/privacy-centre/index.html":                            "https://i.mi.com/fe/service/account/privacy-centre/index.html",
		"https://i.mi.com/":             "https://i.mi.com/",
		"https://i.mi.com/%zz/alice@x":  "https://i.mi.com/…/…",
		"data:text/html,alice@mail.com": "data:",
		"about:blank":                   "about:blank",
		"":                              "",
	} {
		if got := bareURL(in); got != want {
			t.Errorf("bareURL(%q) = %q, want %q", in, got, want)
		}
		if in == "" {
			continue
		}
		if strings.Contains(in, "?") {
			want += "…"
		}
		if got := bareText("see " + in + " now"); strings.HasPrefix(in, "https") && got != "see "+want+" now" {
			t.Errorf("bareText of %q: %q, want %q", in, got, want)
		}
	}
}

func TestSecretsAreNowhereInTheRecord(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	for _, s := range []string{"correct-Horse7", "482915", "a9f2", "Gr\u00fc\u00df-\U0001d7d9!", "٧٣٩١٢٢"} {
		trail.HideSecret(s)
	}
	e, err := trail.Begin("sign in with correct-Horse7")
	ok(t, err)
	ok(t, e.Note(EventSaid, "The password Correct-HORSE7, not xcorrect-Horse7y. Code 482 915, 482-915 or ４８２９１５; a9f2. gr\u00fc\u00df-1! here, 739122"))
	ok(t, e.End(Failed, "correct-horse7", "https://i.mi.com/correct-Horse7/x", nil))
	ok(t, trail.Note(EventNote, "1482915 devices, a9f2b is no code, 2026"))
	ok(t, trail.Devices("before", []Device{{Name: "correct-Horse7", Model: "482915"}}))
	ok(t, trail.Result(Failed, "it said correct-Horse7", 1))
	for _, name := range []string{trailFile, ReportFile} {
		b, err := os.ReadFile(filepath.Join(trail.Dir(), name))
		ok(t, err)
		text := strings.ToLower(string(b))
		for _, secret := range []string{"correct-horse7", "482 915", "482-915", "４８２９１５", "a9f2.", "gr\u00fc\u00df", "739122"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
		for _, plain := range []string{"1482915 devices", "a9f2b is no code", "2026"} {
			if !strings.Contains(text, plain) {
				t.Errorf("%s lacks %q, which is no secret", name, plain)
			}
		}
	}
	if got := trail.Redact("it said correct-Horse7 at https://i.mi.com/a?b=c"); strings.Contains(got, "Horse") || strings.Contains(got, "b=c") {
		t.Errorf("Redact left %q", got)
	}
}

// Short codes are words of the language too: they hide nothing.
func TestShortSecretsHideNoOrdinaryText(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	for _, s := range []string{"", " ", "1", "on", "the", "mine"} {
		trail.HideSecret(s)
	}
	const text = "device 1 of 3 is on the list, and it is mine"
	if got := trail.Redact(text); got != text {
		t.Errorf("%q became %q", text, got)
	}
}

// Why a record is unsigned is one of our own sentences; any other was put there by somebody else.
func TestReasonOfAnUnsignedRecordIsOurs(t *testing.T) {
	dir := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(dir, keyFile), nil, 0o644))
	trail := create(t, t.TempDir(), Options{Keys: dir})
	ok(t, trail.Result(Done, "", 0))
	if v, err := Verify(trail.Dir(), inWords{}); err != nil || !v.Whole() || v.Unsigned == "" || v.Vouched() {
		t.Fatalf("an unsigned record: %+v, %v", v, err)
	}
	for _, words := range []string{"\r\x1b[2Ksigned: by your own key SHA256:abc", "\x1b]0;title\a", "signed: by your own key", "", "no key\u202e"} {
		m := load(t, trail.Dir())
		var d digest
		ok(t, json.Unmarshal(m[digestFile], &d))
		d.Unsigned = words
		m[digestFile] = encode(d)
		v, err := verify(m, inWords{})
		ok(t, err)
		if v.Whole() || v.Unsigned != "" {
			t.Errorf("%q: problems %v, reason %q", words, v.Problems, v.Unsigned)
		}
		for _, p := range v.Problems {
			if s := p.String(); s != Clean(s) {
				t.Errorf("%q is not fit to be shown", s)
			}
		}
	}
}

func TestNamesOfFilesAreFitToBeShown(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	_, err := trail.Begin("sign in")
	ok(t, err)
	ok(t, os.WriteFile(filepath.Join(trail.Dir(), "001-\x1b[2Ka.png"), nil, 0o600))
	v, err := Verify(trail.Dir(), inWords{})
	ok(t, err)
	if v.Loose == "" || v.Loose != Clean(v.Loose) {
		t.Errorf("loose %q, problems %q", v.Loose, v.Problems)
	}
	v, err = verify(memory{trailFile: []byte("{\"v\":2,\"seq\":0,\"event\":\"run\",\"prev\":\"\",\"time\":\"2026-11-23T20:15:00Z\",\"run\":{\"id\":\"\\u001b[2K\"}}\n" + `{"v":2,"seq":1,"event":"result","outcome":"\u001b[2K","time":"2026-11-23T20:15:00Z","prev":"x"}` + "\n")}, inWords{})
	ok(t, err)
	if string(v.Outcome) != Clean(string(v.Outcome)) || v.Run.ID != Clean(v.Run.ID) {
		t.Errorf("outcome %q, run %q", v.Outcome, v.Run.ID)
	}
}

// Entries of a zip that share their bytes make a small file a long work.
func TestEntriesOfAZipStandOneAfterTheOther(t *testing.T) {
	body := bytes.Repeat([]byte("x"), 1<<20)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	e, err := w.CreateHeader(&zip.FileHeader{Name: "run/trail.jsonl", Method: zip.Store})
	ok(t, err)
	_, err = e.Write(body)
	ok(t, err)
	ok(t, w.Close())
	one := b.Bytes()
	start := bytes.LastIndex(one, []byte("PK\x01\x02"))
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	entry := one[start:end]
	for _, n := range []int{2, 400} {
		many := bytes.Clone(one[:start])
		for i := range n {
			c := bytes.Clone(entry)
			copy(c[46:], "run/trail.json"+string(rune('a'+i%26)))
			copy(c[46:], []byte{'r', 'u', 'n', '/', byte('a' + i/26%26), byte('a' + i%26)})
			many = append(many, c...)
		}
		tail := bytes.Clone(one[end:])
		binary.LittleEndian.PutUint16(tail[8:], uint16(n))
		binary.LittleEndian.PutUint16(tail[10:], uint16(n))
		binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(entry)))
		many = append(many, tail...)
		r, err := zip.NewReader(bytes.NewReader(many), int64(len(many)))
		ok(t, err)
		if len(r.File) != n {
			t.Fatalf("%d entries, want %d", len(r.File), n)
		}
		if _, err := openPacked(r, int64(len(many))); err == nil {
			t.Errorf("%d entries on one body were opened", n)
		}
	}
	r, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	ok(t, err)
	if _, err := openPacked(r, int64(len(one))); err != nil {
		t.Errorf("an honest zip: %v", err)
	}
	if _, err := openPacked(r, 1000); err == nil {
		t.Error("entries larger than the file were opened")
	}
}

// Whose account it is need not be known yet.
func TestPersonalDataIsHiddenByItsLook(t *testing.T) {
	trail := create(t, t.TempDir(), Options{})
	for in, want := range map[string]string{
		"Write to alice.b+x@mail.example.com now": "Write to ••••@•••• now",
		"Почта: алиса@почта.рф.":                  "Почта: ••••@••••.",
		"ID 6203401187":       "ID 62••••87",
		"+43 (664) 123-45-67": "+4••••67",
		"IMEI：８６１２３４０５６７８９０１２": "IMEI：86••••12",
		"رقم ٠١٢٣٤٥٦٧٨٩":       "رقم 01••••89",
		"at 48.2082, 16.3738":  "at ••.••",
		"\U0001d7d9\U0001d7da\U0001d7db\U0001d7dc\U0001d7dd\U0001d7de\U0001d7df\U0001d7e0": "12••••78",
		"a***@example.com and 138****5678":                                                 "a***@example.com and 138****5678",
		"on 2026-11-25 at 10:15, 30 of 500":                                                "on 2026-11-25 at 10:15, 30 of 500",
		"25.11.2026 10 o'clock":                                                            "25.11.2026 10 o'clock",
		"Redmi Note 8 Pro, M2007J20CG":                                                     "Redmi Note 8 Pro, M2007J20CG",
		"plan a12345678901":                                                                "plan a12345678901", "账号6203401187的": "账号62••••87的", "plan 9f86d081884c": "plan 9f86d081884c",
	} {
		if got := trail.Redact(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestAReferenceToAnotherRecordIsKeptAsItIs(t *testing.T) {
	for _, head := range []string{strings.Repeat("0123456789", 7)[:64], strings.Repeat("ab", 20) + "06943630052219" + "19d4b6f86a"} {
		r := Reference{Run: "20261126T162402Z-02b153", Outcome: Accepted, Head: head}
		trail, err := Create(t.TempDir(), Run{Command: "recheck", Follows: &r}, Options{Keys: t.TempDir()})
		ok(t, err)
		ok(t, trail.Result(Done, "", 0))
		lines, err := Read(trail.Dir())
		ok(t, err)
		if got := lines[0].Run.Follows; got == nil || *got != r {
			t.Errorf("recorded: %+v, not %+v", got, r)
		}
		b, err := os.ReadFile(filepath.Join(trail.Dir(), trailFile))
		ok(t, err)
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.SplitAfter(b, []byte("\n"))[0]))
		ok(t, err)
		if err := schema(t).Validate(v); err != nil {
			t.Error(err)
		}
	}
}

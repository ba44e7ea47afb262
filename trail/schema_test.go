package trail

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"miacct/testdata/hostile"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("trail.schema.json")
	ok(t, err)
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	ok(t, err)
	c := jsonschema.NewCompiler()
	ok(t, c.AddResource("trail.schema.json", doc))
	s, err := c.Compile("trail.schema.json")
	ok(t, err)
	return s
}

func TestEveryLineIsAsTheSchemaSays(t *testing.T) {
	s := schema(t)
	trail := create(t, t.TempDir(), Options{})
	for _, words := range hostile.Strings {
		tellAll(t, trail, words)
	}
	for _, o := range []Outcome{Done, AlreadySo, Skipped, Accepted, Failed, Refused, Declined, NobodyThere, NotRecognised, WrongAccount, Unknown, Interrupted} {
		e, err := trail.Begin("step")
		ok(t, err)
		ok(t, e.End(o, "", "about:blank", nil))
	}
	ok(t, trail.Devices("after", nil))
	ok(t, trail.Result(Unknown, "Look before you run again.", 3))
	b, err := os.ReadFile(filepath.Join(trail.Dir(), trailFile))
	ok(t, err)
	lines := bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n"))
	events := map[string]bool{}
	for i, raw := range lines {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		ok(t, err)
		if err := s.Validate(v); err != nil {
			t.Errorf("line %d: %v\n%.300s", i+1, err, raw)
		}
		events[v.(map[string]any)["event"].(string)] = true
	}
	if len(events) != 11 {
		t.Errorf("only these events were tried: %v", events)
	}
}

func TestTheSchemaRefusesOtherLines(t *testing.T) {
	s := schema(t)
	whole, err := os.ReadFile(filepath.Join(sample(t), trailFile))
	ok(t, err)
	lines := strings.Split(string(whole), "\n")
	find := func(event string) string {
		for _, l := range lines {
			if strings.Contains(l, `"event":"`+event+`"`) {
				return l
			}
		}
		t.Fatalf("no line is of the event %s", event)
		return ""
	}
	for _, c := range []struct{ event, old, new string }{
		{"run", `"v":2`, `"v":3`},
		{"run", `"event":"run"`, `"event":"note"`},
		{"run", `"prev":""`, `"prev":"00"`},
		{"begin", `"v":2`, `"v":2,"more":1`},
		{"picture", `"v":2`, `"v":1`},
		{"picture", `"width":2`, `"width":0`},
		{"picture", `"width":2`, `"wide":2`},
		{"begin", `"step":1,`, ``},
		{"end", `"outcome":"done"`, `"outcome":"fine"`},
		{"end", `"url":"https://i.mi.com/a"`, `"url":"https://i.mi.com/a?token=1"`},
		{"said", `It cannot`, `It\u001b[31m cannot`},
		{"said", `It cannot`, `It\u202e cannot`},
		{"picture", `"file":"`, `"file":"../`},
		{"picture", `"sha256":"`, `"sha256":"0`},
		{"devices", `"own":true`, `"own":"yes"`},
		{"result", `"exit":0`, `"exit":-1`},
	} {
		line := find(c.event)
		changed := strings.Replace(line, c.old, c.new, 1)
		if changed == line {
			t.Errorf("%s: nothing to change in %s", c.old, line)
			continue
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(changed))
		ok(t, err)
		if s.Validate(v) == nil {
			t.Errorf("valid: %s", changed)
		}
	}
}

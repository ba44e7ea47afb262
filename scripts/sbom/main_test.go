package main

import (
	"bytes"
	"encoding/json"
	"os"
	"runtime/debug"
	"slices"
	"testing"
)

// The document names every module that is linked in, each once, with its version, address and hash.
func TestEveryModuleIsInTheDocument(t *testing.T) {
	b := billOf(&debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Path: "miacct", Version: "(devel)"}, Deps: []*debug.Module{
		{Path: "example.com/a", Version: "v1.2.3", Sum: "h1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
		{Path: "example.com/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/c", Version: "v2.0.0"}},
	}})
	want := []string{"pkg:golang/std@1.26.0", "pkg:golang/example.com/a@v1.2.3", "pkg:golang/example.com/c@v2.0.0"}
	if len(b.Components) != len(want) || len(b.Dependencies[0].DependsOn) != len(want) {
		t.Fatalf("%+v", b)
	}
	for i, c := range b.Components {
		if c.Purl != want[i] || b.Dependencies[0].DependsOn[i] != c.Ref {
			t.Errorf("component %d is %+v, want %s", i, c, want[i])
		}
	}
	if h := b.Components[1].Hashes; len(h) != 1 || h[0].Content != "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" {
		t.Errorf("its hash is %v", h)
	}
}

// What only one system's program needs is in the document, too.
func TestProgramsOfSeveralSystemsAreOneDocument(t *testing.T) {
	a, b, c := &debug.Module{Path: "example.com/a", Version: "v1.0.0"}, &debug.Module{Path: "example.com/b", Version: "v1.0.0"}, &debug.Module{Path: "example.com/c", Version: "v1.0.0"}
	got := linked([]*debug.BuildInfo{{Deps: []*debug.Module{a, c}}, {Deps: []*debug.Module{a, b, c}}}).Deps
	if !slices.Equal(got, []*debug.Module{a, b, c}) {
		t.Errorf("got %v", got)
	}
}

func TestAProgramIsAskedItself(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run([]string{self}, &out); err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(out.Bytes(), &b); err != nil || b.Format != "CycloneDX" || b.Metadata.Component.Name != "miacct" {
		t.Errorf("%v, %s", err, &out)
	}
	if run([]string{"main.go"}, &out) == nil || run(nil, &out) == nil {
		t.Error("what is no program has a document")
	}
}

// Command sbom prints what is linked into Go programs, one for each system, as a CycloneDX 1.5 document. It asks
// the programs themselves, so the list is that of the files which are given away and not that of go.mod.
package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
)

type component struct {
	Type    string `json:"type"`
	Ref     string `json:"bom-ref"`
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	Purl    string `json:"purl,omitempty"`
	Hashes  []hash `json:"hashes,omitempty"`
}

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

type bom struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer) error {
	if len(args) == 0 {
		return errors.New("which PROGRAM?")
	}
	var all []*debug.BuildInfo
	for _, path := range args {
		info, err := buildinfo.ReadFile(path)
		if err != nil {
			return err
		}
		all = append(all, info)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(billOf(linked(all)))
}

// linked is the first program with what is linked into any of them, each once and in order.
func linked(all []*debug.BuildInfo) *debug.BuildInfo {
	one := *all[0]
	for _, other := range all[1:] {
		one.Deps = slices.Concat(one.Deps, other.Deps)
	}
	slices.SortFunc(one.Deps, func(a, b *debug.Module) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Version, b.Version))
	})
	one.Deps = slices.CompactFunc(one.Deps, func(a, b *debug.Module) bool { return a.Path == b.Path && a.Version == b.Version })
	return &one
}

func billOf(info *debug.BuildInfo) bom {
	main := component{Type: "application", Ref: info.Main.Path, Name: info.Main.Path, Version: strings.Trim(info.Main.Version, "()")}
	std := component{Type: "library", Ref: "std", Name: "std", Version: info.GoVersion,
		Purl: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")}
	b := bom{Format: "CycloneDX", Spec: "1.5", Version: 1, Metadata: metadata{main}, Components: []component{std}}
	of := dependency{Ref: main.Ref, DependsOn: []string{std.Ref}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		c := component{Type: "library", Ref: purl, Name: m.Path, Version: m.Version, Purl: purl}
		// go.sum's "h1:" is a SHA-256 over the module's files and their names.
		if sum, found := strings.CutPrefix(m.Sum, "h1:"); found {
			if raw, err := base64.StdEncoding.DecodeString(sum); err == nil {
				c.Hashes = []hash{{"SHA-256", hex.EncodeToString(raw)}}
			}
		}
		b.Components = append(b.Components, c)
		of.DependsOn = append(of.DependsOn, c.Ref)
	}
	b.Dependencies = []dependency{of}
	return b
}

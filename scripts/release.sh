#!/bin/bash
# Builds the release into dist/ twice, in two folders, and keeps it only if both are the same to the byte.
# Each target becomes an archive with the program, man pages, completions, README, and the licences of
# what is linked in. Next to them: an SBOM (CycloneDX) and checksums, signed if SIGNING_KEY names an SSH key.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "$(git status --porcelain)" ]; then
	echo "release: there are changes that are not committed; they are left out." >&2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
govulncheck=golang.org/x/vuln/cmd/govulncheck@v1.9.0
targets=${TARGETS:-"linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64"}

version=$(git describe --tags --always)

build() { # FOLDER: the committed files in a folder of their own, with a build cache of their own
	mkdir -p "$work/$1/src" "$work/$1/out"
	git archive HEAD | tar -x -C "$work/$1/src"
	for target in $targets; do
		(cd "$work/$1/src" && GOCACHE="$work/$1/cache" CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} GOFLAGS=-mod=readonly \
			go build -trimpath -buildvcs=false -ldflags "-s -w -buildid= -X main.release=$version" -o "../out/miacct-${target%/*}-${target#*/}" ./cmd/miacct)
	done
	rm -rf "$work/$1/cache"
}
build one
build two
(cd "$work/one/out" && sha256sum miacct-*) >"$work/sums"
(cd "$work/two/out" && sha256sum --quiet -c "$work/sums") || { echo "release: two builds of the same source differ" >&2; exit 1; }

rm -rf dist && mkdir dist
make --no-print-directory docs >/dev/null

for program in "$work"/one/out/*; do
	go version -m "$program" | awk '$1 == "dep" { print $2, $3 }'
done | sort -u >"$work/deps"
while read -r module version; do
	folder=$(go list -m -f '{{.Dir}}' "$module@$version")
	licence=$(find "$folder" -maxdepth 1 -iname 'licen[cs]e*' | sort | head -n 1)
	if [ -z "$licence" ]; then echo "release: $module has no licence" >&2; exit 1; fi
	printf '==== %s %s\n\n' "$module" "$version"
	cat "$licence"
	echo
done <"$work/deps" >dist/LICENCES.txt

# The SBOM, in CycloneDX 1.5: what the programs themselves say is linked into them.
GOFLAGS=-mod=readonly go run ./scripts/sbom "$work"/one/out/* >dist/miacct.cdx.json

# Archives with the same bytes each time: names in order, no owner, the commit's time.
at=$(git log -1 --format=%ct)
for target in $targets; do
	name=miacct-${target%/*}-${target#*/}
	mkdir "$work/$name"
	cp -r dist/docs/man dist/docs/completions dist/LICENCES.txt README.md SECURITY.md LICENSE "$work/$name/"
	if [ "${target%/*}" = windows ]; then
		mv "$work/one/out/$name" "$work/$name/miacct.exe"
		rm -r "$work/$name/man"
		find "$work/$name" -exec touch -d "@$at" {} +
		(cd "$work" && find "$name" | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$OLDPWD/dist/$name.zip" -@)
	else
		mv "$work/one/out/$name" "$work/$name/miacct"
		tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$at" -c "$name" | gzip -n >"dist/$name.tar.gz"
	fi
done
rm -r dist/docs
(cd dist && sha256sum -- *) >"$work/all" && mv "$work/all" dist/SHA256SUMS
if [ -n "${SIGNING_KEY:-}" ]; then
	ssh-keygen -q -Y sign -f "$SIGNING_KEY" -n miacct-release dist/SHA256SUMS
else
	echo "release: SIGNING_KEY names no key; SHA256SUMS is not signed" >&2
fi

go mod verify
if curl -sf -m 5 -o "$work/db" https://vuln.go.dev/index/db.json; then
	go run "$govulncheck" ./...
else
	echo "release: the vulnerability database cannot be reached; govulncheck was not run" >&2
fi
echo "two builds, the same:"
cat dist/SHA256SUMS

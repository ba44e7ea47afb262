#!/bin/bash
# Sees that a Chrome, fonts and a virtual display are there, and installs what is missing where it knows how.
# It says what it does before it does it, and does nothing when nothing is missing.
set -euo pipefail

have() { command -v "$1" >/dev/null 2>&1; }

chrome() {
	local name
	for name in chromium chromium-browser google-chrome google-chrome-stable chromium-headless-shell; do
		if have "$name"; then return 0; fi
	done
	[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

fonts() { have fc-list && [ -n "$(fc-list ":lang=$1" family)" ]; }

missing=()
chrome || missing+=(chromium)
fonts zh || missing+=(fontconfig fonts-noto-cjk)
fonts en || missing+=(fonts-dejavu-core)
if [ "$(uname -s)" = Linux ]; then have Xvfb || missing+=(xvfb); fi
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

why="Chrome drives the pages, fonts are for the pictures of Chinese pages, xvfb is for tests with a window"
if ! have apt-get; then
	echo "Missing on this machine: ${missing[*]} ($why). Please install them; only Chrome or Chromium is indispensable."
	if chrome; then exit 0; fi
	exit 1
fi

sudo=()
if [ "$(id -u)" != 0 ]; then
	if ! have sudo; then
		echo "As root, please run: apt-get install ${missing[*]} ($why)." >&2
		if chrome; then exit 0; fi
		exit 1
	fi
	sudo=(sudo)
fi

echo "Installing with apt-get: ${missing[*]} ($why)."
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
	if ! "$@" >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		echo "setup: '$*' did not work; see above." >&2
		return 1
	fi
}
quietly "${sudo[@]}" apt-get update
# The headless shell starts in a third of the time; not every release has it.
if ! chrome && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
	missing+=(chromium-headless-shell)
fi
quietly "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
if ! chrome; then
	echo "setup: there is still no Chrome on the PATH; where chromium is a snap only, install Google Chrome instead." >&2
	exit 1
fi

#!/bin/bash
# Installs Playwright's library, without a browser, as its lock file says, for "make bench-runs".
set -euo pipefail
cd "$(dirname "$0")/../testdata/playwright"

for name in node npm; do
	if ! command -v "$name" >/dev/null 2>&1; then
		echo "playwright: $name is missing; please install Node.js 20 or later." >&2
		exit 1
	fi
done
if [ node_modules/.package-lock.json -nt package-lock.json ]; then exit 0; fi
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent

#!/usr/bin/env bash
# Makes sure that what pip cannot install is there: `system-packages.sh run` for the portal, `test` for the tests too.
# As root it installs what is missing by apt; otherwise it says exactly what to install and stops.
set -euo pipefail

missing=()
need() { # need PACKAGE COMMAND…: the package is missing when the command fails
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}
library() { ldconfig -p | grep -q "$1"; }

python=${PYTHON:-python3}
need python3 "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'
need python3-venv "$python" -c 'import ensurepip, venv'
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
if [ "${1:-run}" = test ]; then
    need chromium command -v chromium
    need poppler-utils command -v pdftotext
fi

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Es fehlen Systempakete. Bitte installieren und erneut starten:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"

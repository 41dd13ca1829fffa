#!/usr/bin/env bash
# Not a test: shows that a fresh machine passes. Run by hand, as root, on Linux, from anywhere: tests/bare_machine.sh
# 1. make test without any font, without Chromium, LibreOffice and R: passes, and lists what was skipped.
# 2. .ci/run with everything: passes, and nothing is skipped for want of a tool.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ "$(id -u)" = 0 ] || { echo "error: needs root, to hide fonts and programs from one process" >&2; exit 1; }

# Mounts are those of the new namespace only; the machine keeps its fonts and programs.
# shellcheck disable=SC2016 # expanded in the new namespace
hide='
for folder in /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts"; do
  [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"
done
for name in chromium chromium-browser google-chrome soffice libreoffice Rscript shellcheck; do
  found=$(command -v "$name") || continue
  mount --bind /dev/null "$(readlink -f "$found")"
done
'
echo "== make test without fonts, browser, office and R"
begun=$(date +%s)
unshare -m bash -c "$hide"'exec env -u CI -u DISCLOSURE_SOURCES make test'
echo "== it took $(($(date +%s) - begun)) s"

echo "== .ci/run with everything"
begun=$(date +%s)
.ci/run
echo "== it took $(($(date +%s) - begun)) s"

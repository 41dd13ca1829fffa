# Sourced by every script of this folder.
set -euo pipefail

# packages NAME==VERSION...: install them into a temporary virtual environment, put it first in PATH, and change into an
# empty temporary folder. Both are deleted at the end. The folder has expect.py: expect(what, seen, recorded) prints what
# is seen and ends with an error if it is no longer what was recorded.
packages() {
  local folder
  folder=$(mktemp -d)
  # shellcheck disable=SC2064  # the folder of now is meant
  trap "rm -rf '$folder'" EXIT
  "${PYTHON:-python3}" -m venv "$folder/venv"
  "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
  PATH="$folder/venv/bin:$PATH"
  mkdir "$folder/work"
  cd "$folder/work"
  cat > expect.py <<'PYTHON'
import sys


def expect(what, seen, recorded):
    print(f"{what}: {seen!r}")
    if seen != recorded:
        sys.exit(f"the behaviour has changed; recorded was {recorded!r}")
PYTHON
  echo "$*"
}

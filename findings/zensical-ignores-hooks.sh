#!/usr/bin/env bash
# zensical 0.0.73: the key hooks of mkdocs.yml is ignored, with --strict too, and "No issues found" is printed.
#
# Pages that a hook completes are published as they were before it; MkDocs 1.6.1 runs the hook.
source "$(dirname "$0")/lib.sh"
packages zensical==0.0.73 mkdocs==1.6.1

mkdir docs
printf '# Title\n\nThe amount is MARK.\n' > docs/index.md
printf 'site_name: Title\nstrict: true\nhooks: [hook.py]\n' > mkdocs.yml
printf 'def on_page_markdown(markdown, **_):\n    return markdown.replace("MARK", "12.50")\n' > hook.py
mkdocs build --quiet --strict --site-dir by-mkdocs
zensical build --strict

python - <<'PYTHON'
from pathlib import Path

from expect import expect

expect("MkDocs", "The amount is 12.50." in Path("by-mkdocs/index.html").read_text(), True)
expect("Zensical", "The amount is MARK." in Path("site/index.html").read_text(), True)
PYTHON

"""The thin seam to MkDocs, which renders the hand-written pages: gives it the names of the site.

They are in the file named by $DISCLOSURE_NAMES (build/names.json of the checkout if it is not set). Tables and charts
are put into the pages afterwards (disclosure.publish.rendering.written).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError


def on_config(config: Any) -> Any:
    """Take over the names of the site."""
    named = os.environ.get("DISCLOSURE_NAMES")
    path = Path(named) if named else Path(config["config_file_path"]).parent / "build" / "names.json"
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PluginError("the site has no name; build it with `disclosure site`") from None
    config["site_name"], config["site_description"] = names["full"], names["description"]
    config["extra"]["publisher"] = names
    config["extra"]["stylesheet"] = names["stylesheet"]
    return config

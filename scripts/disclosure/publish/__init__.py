"""Data to pages: the site, built from the published tables and nothing else."""

from disclosure.publish.standing import SiteSummary, build_site

__all__ = ["SiteSummary", "build_site"]

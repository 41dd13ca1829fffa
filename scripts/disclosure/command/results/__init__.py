"""Results for people and programs: summaries, JSON, CSV, SARIF, the package of all data."""

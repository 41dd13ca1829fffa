"""One report: its sources, reading and checking it, and what a person said of it."""

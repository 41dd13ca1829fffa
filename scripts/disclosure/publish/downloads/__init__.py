"""Files and feeds that people and programs take away, and what is in published files."""

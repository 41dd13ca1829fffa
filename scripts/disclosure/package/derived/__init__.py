"""The tables made at package time from those of the reports: lines that add up, series, wide tables, headlines."""

"""What checks are given and what they make: cells, cases, findings, and the list of checks with their words."""

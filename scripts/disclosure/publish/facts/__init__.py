"""What the published tables have of a unit: facts, details, findings, and where each was read."""

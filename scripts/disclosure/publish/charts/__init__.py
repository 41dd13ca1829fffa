"""Charts: their specifications, captions and series over years."""

"""Web pages, archives of them, and plain text."""

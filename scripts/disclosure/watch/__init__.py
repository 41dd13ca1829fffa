"""List pages to new documents: polite requests, links and titles, what is known by its hash."""

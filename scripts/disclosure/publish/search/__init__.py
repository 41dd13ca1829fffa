"""The search: lists of names, and the index over the pages."""

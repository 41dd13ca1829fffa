"""Facts arranged for a page: tables and sections, projects, and the figures of the answer."""

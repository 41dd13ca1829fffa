"""The pages of one unit: its years, projects and details, and the part of the site they make."""

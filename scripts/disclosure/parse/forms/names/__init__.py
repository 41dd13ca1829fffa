"""What the titles, column headers and rows of forms are called, and why a figure is not read."""

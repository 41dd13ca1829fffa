"""What the titles, column headers and rows of forms are called."""

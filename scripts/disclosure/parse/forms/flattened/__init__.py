"""Forms flattened to text: tokens, rows, and the columns that numbers are in."""

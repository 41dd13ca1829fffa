"""Amounts of one year against each other: sums, shares, and one figure in several places."""

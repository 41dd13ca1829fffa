"""Amounts against those of another year: changes, rates, and the other documents of the unit."""

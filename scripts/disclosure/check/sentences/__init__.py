"""Amounts of single sentences as printed: parts, lists and rates."""

"""Packages of many sites merged into one: fetched, verified, checked, under national ids, by province and year."""

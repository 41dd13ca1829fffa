"""Checking, verifying and comparing the data of a checkout, and finding new documents."""

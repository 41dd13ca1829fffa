"""Workbooks: their cells as they are shown, with formats of numbers, colours and rules."""

"""What the words of a document say of its figures, and what it must have: names, reasons, dates, parts."""

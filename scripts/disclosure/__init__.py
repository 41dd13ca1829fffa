"""Open Books (明账): departments' budgets and final accounts as checked open data.

The rooms of this package, each importing only from those to its left:
``model <- errors <- reference, store <- read <- parse <- check <- package <- publish <- command``.
"""

#: Of the program and of the data it makes; pyproject.toml says the same.
__version__ = "0.1.0"

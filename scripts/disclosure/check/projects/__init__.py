"""Projects: their money, indicators, scores and the words about them."""

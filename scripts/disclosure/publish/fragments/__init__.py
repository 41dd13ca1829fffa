"""What the hand-written pages contain: the home page's figures, the catalogue, versions of the data."""

"""Adding reports, and building the data of all of them."""

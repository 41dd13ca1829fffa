"""The tables of a report as files of the repository: written, read back, tested, and the figures taken out of them."""

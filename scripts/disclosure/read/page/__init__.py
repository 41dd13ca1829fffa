"""What is on a page at its place: characters, lines of them, and what is laid over them or crossed out."""

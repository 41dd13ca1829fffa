"""Lines and tables made of what is on a page, with rules between the cells or white space."""

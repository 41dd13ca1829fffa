"""Forms of which the source gives the cells: which tables make a form, and what its columns are."""

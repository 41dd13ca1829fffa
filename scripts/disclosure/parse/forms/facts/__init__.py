"""Facts and details of the rows of such forms, and of all forms of a document."""

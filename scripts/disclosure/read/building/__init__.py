"""What every reader uses: the builder of a document, marks of what is not read, containers, colours."""

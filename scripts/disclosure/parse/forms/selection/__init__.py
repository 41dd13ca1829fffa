"""Which of the facts that the cells of a form would make are taken up."""

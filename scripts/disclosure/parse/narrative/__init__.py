"""Running text: the grammar of a figure, functional paths, and the paragraphs on projects."""

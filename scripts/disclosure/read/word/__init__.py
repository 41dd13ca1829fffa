"""Word documents: their elements, styles, automatic numbers."""

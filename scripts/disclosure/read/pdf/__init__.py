"""PDF files through pdfium: what a page draws, and what of it a reader sees."""

"""HTML, Markdown and pictures, made from templates."""

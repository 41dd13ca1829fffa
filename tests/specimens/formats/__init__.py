"""One small report of an invented unit in every format that is read, each written by a recipe of its own."""

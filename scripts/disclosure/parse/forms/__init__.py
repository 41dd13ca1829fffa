"""The accounting forms (收支总体情况表 and the like), their columns told by the identities they obey."""

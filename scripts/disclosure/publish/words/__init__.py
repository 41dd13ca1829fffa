"""Words that pages use: amounts as readers see them, names of codes, terms of the glossary."""

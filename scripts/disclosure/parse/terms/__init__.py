"""Chinese fiscal terms: titles, headers and row labels of accounting forms are composed of them."""

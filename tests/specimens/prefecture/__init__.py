"""A prefecture of invented units: years of budgets and final accounts that hang together, and slips planted in them."""

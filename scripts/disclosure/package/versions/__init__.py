"""Which version of the data this is, by whom it is published, and what changed from one version to the next."""

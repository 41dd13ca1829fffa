"""Pages over all units: topics, comparison, regions, findings; and the digest they need of each unit."""

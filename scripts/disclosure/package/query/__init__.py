"""Questions to a published package: as SQL, as pandas frames, and the explanation of one figure."""

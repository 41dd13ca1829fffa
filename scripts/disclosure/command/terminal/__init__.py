"""What a terminal shows and how commands end: progress, typed errors, changes of the data."""

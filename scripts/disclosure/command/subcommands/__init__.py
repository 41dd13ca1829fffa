"""Groups of commands, and the arguments that several commands share."""

"""Reading many reports at once: in processes of this machine, or on other machines."""

"""``python -m disclosure`` is the command ``disclosure``."""

from disclosure.command.app import main

main()

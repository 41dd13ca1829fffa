"""The command ``disclosure``: add, build, check, show and publish reports from a terminal."""

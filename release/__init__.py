"""What turns the source into things to install: `python -m release` on a Debian machine."""

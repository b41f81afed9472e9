"""The command line: every verb, a thin layer over the services."""

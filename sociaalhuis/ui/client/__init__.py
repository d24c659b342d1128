"""Cliënten: finding, opening and keeping a file."""

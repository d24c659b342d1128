"""Keeping no longer than needed: which files are over their term, the list that two people agree on, and erasing for good."""

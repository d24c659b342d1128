"""Hearing how it went, until it is known."""

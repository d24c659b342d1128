"""Rapporten: the figures of a quarter on the screen and out of it."""

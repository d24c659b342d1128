"""Beleid: one theme at a time, with what is known of it and what the house plans."""

"""Exploring rights at the desk: what comes next, one right explained, and what comes of it."""

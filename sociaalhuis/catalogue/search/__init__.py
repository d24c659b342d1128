"""Searching the catalogue by a word as people say it: names, everyday words, needs, typing errors, while somebody types."""

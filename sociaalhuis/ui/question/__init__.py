"""Nieuwe vraag: words, facts and suggestions."""

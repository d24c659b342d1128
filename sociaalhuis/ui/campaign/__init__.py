"""Campagnes."""

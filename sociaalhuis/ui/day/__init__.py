"""Vandaag, turven, signals, closing the day."""

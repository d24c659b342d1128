"""The window: screens and what they share. It shows and asks; it decides nothing."""

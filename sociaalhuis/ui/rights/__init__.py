"""Rechten verkennen and what comes of them."""

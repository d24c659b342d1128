"""De catalogus."""

"""Doorverwijzen, samen bellen, and the view for the client."""

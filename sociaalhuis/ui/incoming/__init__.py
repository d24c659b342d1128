"""Aanmeldingen and complaints."""

"""Sociaal Huis: from a question at the desk to the right help, and on until someone has been helped."""

__version__ = "0.1.0"

"""Steunaanvragen: formal applications for OCMW help, from the receipt to the appeal term, and who does what in the house."""

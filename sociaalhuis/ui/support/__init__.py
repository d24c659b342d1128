"""Steunaanvragen in the window: the list with its terms, the receipt, sending on, the register, and who does what."""

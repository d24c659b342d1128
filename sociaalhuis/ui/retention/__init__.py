"""Bewaartermijnen: what is over its term, who looks it through, and what was erased."""

"""Safety of a question, and the numbers that answer now."""

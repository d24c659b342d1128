"""The catalogue of the house and files: taking records in, giving them out, and what only this house knows."""

"""Catalogues of others: files of the field read as records of one shape, and records written as files. Pure: no tables."""

"""The file of a client: who it is about, who may see it, what was agreed, and papers about it."""

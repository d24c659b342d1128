"""Who may come in: users and the keys to the file."""

"""What the desk learns from its own work: figures of a quarter for policy, never about one person or one worker."""

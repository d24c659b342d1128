"""What leaves or enters the house as a file: the backup."""

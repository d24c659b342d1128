"""Paper: slips and sheets. Takes values, gives PDF bytes."""

"""Working with other services: calling together, what may be shared, what comes in, answers by code."""

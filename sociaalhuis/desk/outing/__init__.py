"""A zitdag without a network: what goes along, how it is closed, and how what was added there comes home."""

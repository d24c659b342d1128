"""A zitdag without a network: preparing it, closing it on the laptop, bringing it home."""

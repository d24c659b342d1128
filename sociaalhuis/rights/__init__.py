"""Rights: rules as data (rules, parameters), a three-valued engine over facts, and why. Knows no tables and no window."""

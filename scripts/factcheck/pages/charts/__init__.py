"""Charts as numbers, in the units of an SVG's ``viewBox``: templates draw them, beside a list that says the same."""

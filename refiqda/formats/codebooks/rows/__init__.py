"""From the rows of a table to codes: what stands in them, and what of it has no place."""

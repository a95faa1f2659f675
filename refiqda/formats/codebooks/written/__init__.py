"""From codes to the rows of a table: how names are spelt, and what has no place."""

"""One file for each layout of a codebook as a table."""

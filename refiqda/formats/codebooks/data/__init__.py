"""Codebooks as JSON and YAML, for version control."""
